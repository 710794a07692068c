"""Tests of the conversation in a terminal."""
