"""The printed reviews: the shelf of them, one to read, one figure opened."""
