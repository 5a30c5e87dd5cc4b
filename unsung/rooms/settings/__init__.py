"""Settings: people, desks, hours, words and sources, what everybody may know about them, and the set-up."""
