"""Reading mail: splitting mailboxes, heads, dates, texts, what was written, and who is a machine."""
