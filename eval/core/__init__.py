"""The suite of Wayplan's own scenarios: all it promises, judged by independent code."""
