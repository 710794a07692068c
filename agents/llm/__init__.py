"""A language model as a guest: asked in time and within bounds, its every word checked."""
