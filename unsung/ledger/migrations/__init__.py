"""How the ledger came to its present shape."""
