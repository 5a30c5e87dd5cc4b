"""The facts, one family a file: written once, put right only by a later fact that points back."""
