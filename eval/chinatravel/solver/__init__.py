"""Plans trips of the benchmark: a search over days, held to the wishes of a query's programs."""
