"""The pages of the settings, by what they settle."""
