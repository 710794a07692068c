"""Facts about the world: places, hours, seasons, travel times."""
