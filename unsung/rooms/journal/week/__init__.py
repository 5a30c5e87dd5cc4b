"""A writer's week: what it was, and the summary that goes out when its writer sends it."""
