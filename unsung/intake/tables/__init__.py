"""What the sources made of rows share: text, dialect, dates and the mapping of columns to records."""
