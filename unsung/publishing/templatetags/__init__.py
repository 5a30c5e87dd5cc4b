"""What the templates of publications may call."""
