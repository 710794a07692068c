"""Next-POI: where somebody goes next, from what they did before and what everybody does."""
