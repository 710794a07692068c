"""TravelPlanner (OSU NLP, 2024), sole planning: its database, its rules, and plans by Wayplan."""
