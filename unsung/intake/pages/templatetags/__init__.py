"""What the pages of the intake say in their own words."""
