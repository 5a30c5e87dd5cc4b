"""What templates of every room may say of moments and lengths of time."""
