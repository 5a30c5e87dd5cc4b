"""The cases: looked up by words and filters, and one of them with its conversation."""
