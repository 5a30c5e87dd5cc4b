"""The parts of an issue, one a file: each turns the month's material into sentences and tables."""
