"""Small reference tables that ship with the project; each says how far it may be trusted."""
