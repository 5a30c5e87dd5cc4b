"""What the journal's templates say in words."""
