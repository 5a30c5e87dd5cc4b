"""The shapes of the mail room, one after another."""
