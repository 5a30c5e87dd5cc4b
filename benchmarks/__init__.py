"""How fast and how heavy Unsung is beside its peers, measured side by side in one run."""
