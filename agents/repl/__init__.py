"""The conversation in a terminal: ``wayplan chat``."""
