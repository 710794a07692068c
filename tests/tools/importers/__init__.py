"""Importers of places."""
