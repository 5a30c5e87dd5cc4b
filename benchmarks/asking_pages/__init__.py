"""How quickly pages answer when a desk is full: its ledger made, its visitors, and the clock."""
