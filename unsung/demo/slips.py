"""How people type: some with care, some in a hurry, some all over the keyboard."""

import re
from random import Random

CARE = ("careful", "quick", "slapdash")
CARE_WEIGHTS = (62, 26, 12)
WORD = re.compile(r"[A-Za-z']{4,}")
NEAR = {"a": "s", "e": "r", "i": "o", "o": "p", "n": "m", "t": "r", "s": "d", "u": "y", "r": "t", "l": "k"}
WORDS_A_SLIP = {"quick": 26, "slapdash": 9}


def typed(text: str, care: str, rng: Random) -> str:
    """The text as somebody of that care would have typed it."""
    if care == "careful":
        return text
    if care == "slapdash":
        text = text.replace("'", "")
        text = text.lower() if rng.random() < 0.4 else text
    elif rng.random() < 0.4:
        text = text.replace(" I ", " i ").replace("I am ", "Im ").replace("do not", "dont")
    if rng.random() < 0.3:
        text = text.rstrip(".")
    chance = 1 / WORDS_A_SLIP[care]
    return WORD.sub(lambda found: slipped(found[0], rng) if rng.random() < chance else found[0], text)


def slipped(word: str, rng: Random) -> str:
    """The word with one slip of the fingers somewhere after its first letter."""
    at = rng.randrange(1, len(word) - 1)
    before, letter, after, rest = word[:at], word[at], word[at + 1], word[at + 2 :]
    return rng.choice(
        (
            before + after + letter + rest,
            before + after + rest,
            before + letter + letter + after + rest,
            before + NEAR.get(letter, letter) + after + rest,
        )
    )
