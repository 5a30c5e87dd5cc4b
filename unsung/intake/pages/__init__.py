"""Bring records: hand files in, see what they were understood as, bring them in, mend, take back."""
