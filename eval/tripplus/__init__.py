"""Trip-Plus: dialogues of three to five turns about one trip, with the true state after each."""
