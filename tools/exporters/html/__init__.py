"""A plan as one self-contained web page."""
