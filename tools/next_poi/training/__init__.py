"""What is needed to train a next-POI checkpoint, and nothing that is needed to use one."""
