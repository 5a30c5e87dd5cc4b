"""A desk of millions of conversations, made up month by month and written as the declared tables."""
