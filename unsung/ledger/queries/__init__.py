"""What the ledger is asked: a file a subject, read by everybody."""
