"""The nodes of the graph: one short file each, a plain function of state and runtime."""
