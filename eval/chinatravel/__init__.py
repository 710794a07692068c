"""ChinaTravel: trips of one to five days between ten cities, held to logic given as programs."""
