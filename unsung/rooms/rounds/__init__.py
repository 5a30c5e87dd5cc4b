"""Rounds: what a desk looks after each morning and each evening, checked by anybody there."""
