"""The publications of the house, one a file; none uses another."""
