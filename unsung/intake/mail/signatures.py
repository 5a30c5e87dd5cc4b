"""What a mail is signed with: what follows "-- ", a phone's line, footers of lists, names and numbers."""

import re

from unsung.intake.mail import phrases

DASHES = re.compile(r"(?:- )?--|—")
DEVICE = re.compile(rf"(?:{phrases.DEVICE})(?!.{{80}})", re.IGNORECASE)
RULE = re.compile(r"(?:[-_=*#~] ?){8,}+.{0,60}")
FOOTER = re.compile(
    r"https?://|www\.|unsubscribe|mailing list|\S@\S|newsletter|sponsored|\d{3}.?\d{4}", re.IGNORECASE
)
CLOSING = re.compile(
    rf"(?:{phrases.CLOSING})(?:[,.]? (?-i:[A-ZÀ-Þ][\w.'-]*)(?: (?-i:[A-ZÀ-Þ][\w.'-]*)){{0,2}})?",
    re.IGNORECASE,
)
REACHED = re.compile(
    r"\S@\S+\.\S|(?:\+|\b)\d[\d\s().-]{6,}\d|^(?:t|f|m|tel|fax|phone|mobile|skype)\b\s?[.:]", re.IGNORECASE
)
CONTACT = re.compile(rf"{REACHED.pattern}|https?://|www\.", re.IGNORECASE)
DRAWN = "-—_=*#~"
"""What a line is drawn with, and "-- "."""

TRIM = " \t-~,.!*_|"
LONGEST_DASHED, LONGEST_FOOTER, LONGEST_CARD, LONGEST_DEVICE = 40, 16, 10, 4
"""Lines a signature may have after dashes, a rule, a name, a phone; where more follow, the letter goes on."""

SHORTEST_NAME = 3
WIDEST_CARD = 80


def signature_start(lines: list[str], writer: str) -> int:
    """Where in a passage of own lines the signature begins; the number of lines if it has none.

    `writer` is the name beside the sender's address, by which a name below a letter is known. Thanks at
    the end stay with what was written; regards belong to the signature.
    """
    said = [at for at, line in enumerate(lines) if line.strip()]
    above = len(said)
    for place in range(max(0, len(said) - LONGEST_DASHED - 1), len(said)):
        left = len(said) - place - 1
        if (left < LONGEST_DEVICE or lines[said[place]].lstrip()[0] in DRAWN) and _ends_letter(
            lines, said[place], left
        ):
            above = place
            break
    card = said[max(1, above - LONGEST_CARD) : above]
    found = _by_name(lines, card, writer) or _by_closing(lines, card) or _by_numbers(lines, card)
    return found or (said[above] if above < len(said) else len(lines))


def _ends_letter(lines: list[str], at: int, left: int) -> bool:
    line = lines[at].strip()
    if line[0] in DRAWN:
        if DASHES.fullmatch(line):
            return True
        if left <= LONGEST_FOOTER and RULE.fullmatch(line):
            return left == 0 or any(map(FOOTER.search, lines[at + 1 :]))
    return left < LONGEST_DEVICE and DEVICE.match(line) is not None


def _by_name(lines: list[str], card: list[int], writer: str) -> int:
    if "@" in writer:
        return 0
    surname, comma, given = writer.casefold().strip(TRIM).partition(", ")
    full = f"{given} {surname}" if comma else surname
    names = {full, full.partition(" ")[0]}
    for place, at in enumerate(card):
        line = lines[at].strip(TRIM).casefold()
        if line in names and len(line) >= SHORTEST_NAME:
            above = card[place - 1] if place else at
            return above if _is_closing(lines[above]) else at
    return 0


def _by_closing(lines: list[str], card: list[int]) -> int:
    for at in card:
        if _is_closing(lines[at]) and all(len(lines[below]) < WIDEST_CARD for below in card if below > at):
            return at
    return 0


def _is_closing(line: str) -> bool:
    return CLOSING.fullmatch(line.strip(TRIM)) is not None


def _by_numbers(lines: list[str], card: list[int]) -> int:
    """Where the last paragraph begins, if it is short lines with at least two addresses or numbers."""
    if not card:
        return 0
    begin = card[-1]
    while begin > 0 and lines[begin - 1].strip():
        begin -= 1
    paragraph = lines[begin : card[-1] + 1]
    if begin < card[0] or any(len(line) >= WIDEST_CARD for line in paragraph):
        return 0
    ways = sum(map(bool, map(CONTACT.search, paragraph)))
    return begin if ways > 1 and any(map(REACHED.search, paragraph)) else 0
