"""What a profile is good for: telling what its traveller does next, and planning to their taste."""
