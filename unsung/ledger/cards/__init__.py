"""The card index: one card a case, made from the facts for looking up, thrown away and made again at will."""
