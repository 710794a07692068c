"""Simulated travellers talk with Wayplan: how satisfied they are, how soon, and by what merit."""
