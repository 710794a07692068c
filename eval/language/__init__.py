"""How much of what travellers say the language rules understand: queries and dialogues."""
