"""How the intake came to its present shape."""
