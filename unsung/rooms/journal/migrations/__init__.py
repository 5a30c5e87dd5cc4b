"""The shapes of the locked drawers, one after another."""
