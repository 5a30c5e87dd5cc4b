"""Keeping: the whole home packed into one file while it runs, and put back whole or not at all."""
