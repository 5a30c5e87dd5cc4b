"""The forms of the settings, by what they settle."""
