"""Words as they are filed and looked up: folded to plain letters, cut into words the same way for both."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UNPARTED = (
    "\u0e00-\u0eff"  # Thai and Lao
    "\u1000-\u109f\u1780-\u17ff"  # Burmese and Khmer
    "\u3040-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""Letters of scripts that write no blanks between words: each is filed by itself, and found beside others."""
WORD = re.compile(f"[{UNPARTED}](?<![\\W_])|(?:(?![{UNPARTED}])[^\\W_])+")
QUOTED = re.compile(r'"([^"]*)"?')
MOST_LETTERS = 40_000
"""Of a longer case only the beginning is filed word by word."""
MOST_WORDS = 12
"""Nobody types more than this; what is longer was pasted."""


@dataclass(frozen=True)
class Phrase:
    """Words that stand together; with `beginning`, the last need only begin so."""

    words: tuple[str, ...]
    beginning: bool = False


def folded(text: str) -> list[str]:
    """The words of a text in small plain letters: accents go, signs part words.

    Where a script writes no blanks, every letter is a word, so that what is within a sentence is found too.
    """
    small = text.casefold()
    if unicodedata.is_normalized("NFKD", small):
        return WORD.findall(small)
    apart = unicodedata.normalize("NFKD", small)
    return WORD.findall("".join(c for c in apart if not unicodedata.combining(c)))


def filed(texts: Iterable[str]) -> str:
    """What is filed of a case: its words, in their order, a blank between them."""
    return " ".join(word for text in texts for word in folded(text))[:MOST_LETTERS]


def phrases(typed: str) -> list[Phrase]:
    """What somebody looks for: quoted words together as they stand, every other word as a beginning.

    A single letter or digit stands for itself: half of all cases have a word that begins so.
    """
    quoted = [Phrase(tuple(folded(each))) for each in QUOTED.findall(typed)]
    apart = [tuple(folded(each)) for each in QUOTED.sub(" ", typed).split()]
    loose = [Phrase(words, beginning=len(words[-1]) > 1) for words in apart if words]
    return [each for each in (*quoted, *loose) if each.words][:MOST_WORDS]


def for_sqlite(asked: Sequence[Phrase]) -> str:
    """The phrases in the words of FTS5; safe, since a folded word holds letters and digits only."""
    return " AND ".join(f'"{" ".join(each.words)}"{" *" if each.beginning else ""}' for each in asked)


def for_postgres(asked: Sequence[Phrase]) -> str:
    """The phrases in the words of a tsquery."""
    return " & ".join(
        "(" + " <-> ".join(f"'{word}'" for word in each.words) + (":*" if each.beginning else "") + ")"
        for each in asked
    )
