"""What is told: lines that colleagues shared, for those they were shared with and those they name."""
