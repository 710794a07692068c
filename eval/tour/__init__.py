"""The tour problem on its own: public and generated instances, the optimiser beside its peers."""
