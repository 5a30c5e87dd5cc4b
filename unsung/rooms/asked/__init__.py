"""What a colleague is asked: whether words that somebody shows are how it was."""
