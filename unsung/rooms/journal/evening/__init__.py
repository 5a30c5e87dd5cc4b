"""The end of the day and of the week: what a writer reflects on, for the writer alone, and never demanded."""
