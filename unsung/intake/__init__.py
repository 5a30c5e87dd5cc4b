"""The ways in: deliveries are opened, read, checked and recorded; nothing is measured here."""
