"""Letters: the weekly summaries as they were sent, what was asked in them, and what came back."""
