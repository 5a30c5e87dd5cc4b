"""Where people work: a folder a room, none of which knows another."""
