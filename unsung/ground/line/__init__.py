"""The one-line capture grammar: what a person types in five seconds, read the same in every place."""
