"""The only pen: every change to the ledger is one of these acts, and only intake and rooms hold it."""
