"""What a mail quotes: marked lines, the sentence above them, and whole mails pasted below."""

import re
from itertools import islice

import quotequail

from unsung.intake.mail.phrases import HEAD_FIELDS, ON, PASSED_ON, SAID

MARKS = (">", " >", "  >")
SPEECH = re.compile(rf"\b(?:{SAID})(?!\w).{{0,60}}:$", re.IGNORECASE)
OPENED_SPEECH = re.compile(rf"[-\s*]{{0,6}}(?:{ON})\b.*\b(?:{SAID})(?!\w).{{0,60}}:$", re.IGNORECASE)
OPENS = re.compile(rf"\b(?:{SAID}|{PASSED_ON})(?!\w).{{0,60}}:$", re.IGNORECASE)
PASTED = re.compile(rf"-{{2,}}+\s*[^\W\d_].*(?:{PASSED_ON}).{{0,40}}-{{2,}}$", re.IGNORECASE)
SEALED = ("-----BEGIN ", "-----END ")
DAY = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\b\d{1,2}\.? [^\W\d]{3,9}\.?,? \d{4}|\b[^\W\d]{3,9}\.? \d{1,2}, \d{4}"
)
FIELDS = {name.replace("_", " "): kind for kind, names in HEAD_FIELDS.items() for name in names.split()}
WIDEST_NAME = 20
LONGEST_HEAD = 14
LONGEST_SENTENCE = 3
WIDEST_SENTENCE = 400
WIDEST_RULE = 120
MOST_SENTENCES = 100
"""Lines that are looked at as a sentence above a quotation; a listing could hold thousands."""


def quoted_lines(lines: list[str]) -> list[bool]:
    """For each line whether it is quoted; as many as there are lines.

    Lines marked ">" and the sentence above them ("On Monday Ada wrote:") are quoted, and what stands
    between them is an answer. From the head of a mail pasted below ("From:, Sent:, To:, Subject:" or
    "-----Original Message-----"), or from such a sentence with no marks under it, all the rest is.
    """
    quoted = [line.startswith(MARKS) for line in lines]
    openings = _openings(lines, quoted)
    sentences = set(islice((at for at in openings if _may_be_sentence(lines[at])), MOST_SENTENCES))
    for at in openings:
        begin, end = (at, at) if quoted[at] else _opening(lines, quoted, at, at in sentences)
        if end > begin:
            below = _next_said(lines, end)
            last = end if below < len(lines) and quoted[below] else len(lines)
            quoted[begin:last] = [True] * (last - begin)
    return quoted


def _openings(lines: list[str], quoted: list[bool]) -> list[int]:
    marked = (at for at, line in enumerate(lines) if ":" in line or line[:2] == "--")
    return [at for at in marked if not quoted[at] and _may_open(lines[at])]


def _may_open(line: str) -> bool:
    return line.startswith("--") or line.rstrip().endswith(":") or _field_of(line) != ""


def _may_be_sentence(line: str) -> bool:
    line = line.rstrip()
    return line.endswith(":") and OPENS.search(line[-WIDEST_SENTENCE:]) is not None


def _next_said(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _opening(lines: list[str], quoted: list[bool], at: int, is_sentence: bool) -> tuple[int, int]:
    """Where the lines that open a quotation here begin and end; the same number twice where none do."""
    line = lines[at].strip()
    begin = _sentence(lines, quoted, at) if is_sentence else None
    if begin is None and line.endswith(":") and at + 1 < len(lines):
        begin = _loose_sentence(lines, quoted, at)
    if begin is not None:
        return begin, at + 1
    if line.startswith("--") and not line.startswith(SEALED) and PASTED.match(line[:WIDEST_RULE]):
        below = _next_said(lines, at + 1)
        return at, max(at + 1, below + _head_length(lines, below))
    return at, at + _head_length(lines, at)


def _sentence(lines: list[str], quoted: list[bool], at: int) -> int | None:
    """Where the sentence that ends on this line and names a quoted writer begins, if it is one."""
    joined = ""
    for begin in range(at, max(-1, at - LONGEST_SENTENCE), -1):
        if quoted[begin] or not lines[begin].strip():
            return None
        joined = f"{lines[begin].strip()} {joined}".strip()[-WIDEST_SENTENCE:]
        if _is_speech(joined):
            return begin
    return None


def _is_speech(sentence: str) -> bool:
    if SPEECH.search(sentence) and not any(sign.isdigit() for sign in sentence):
        return False
    if OPENED_SPEECH.match(sentence):
        return True
    found = quotequail.quote(sentence, quote_intro_line=True)
    return len(found) == 2 and not found[0][1]


def _loose_sentence(lines: list[str], quoted: list[bool], at: int) -> int | None:
    # Straight above marked lines less is needed: who speaks, an address or a day.
    below = at + 1 if lines[at + 1].strip() else at + 2
    line = lines[at].strip()[-WIDEST_SENTENCE:]
    if below >= len(lines) or not quoted[below] or not _names_writer(line):
        return None
    above = lines[at - 1].strip() if at and not quoted[at - 1] else ""
    return at - 1 if above and _goes_on(above, line) else at


def _names_writer(line: str) -> bool:
    return "@" in line or any(sign.search(line) for sign in (SPEECH, DAY))


def _goes_on(above: str, line: str) -> bool:
    # "Ada Lovelace" above "<ada@desk.example> wrote:", and "1 October 2025, Ada" above "wrote:".
    if line.startswith("<") or SPEECH.match(line):
        return True
    return DAY.search(above) is not None and not DAY.search(line)


def _head_length(lines: list[str], at: int) -> int:
    """How many lines from here are the head of a pasted mail; 0 where they are none."""
    kinds: dict[int, str] = {}
    for number in range(at, min(len(lines), at + LONGEST_HEAD)):
        kind = _field_of(lines[number])
        if kind:
            kinds[number] = kind
        elif number - 1 not in kinds or not lines[number].strip():
            break
    sender = next((lines[number] for number, kind in kinds.items() if kind == "sender"), "")
    told = "@" in sender or not {"sent", "about"}.isdisjoint(kinds.values())
    return max(kinds) + 1 - at if sender and told and len(kinds) > 2 else 0


def _field_of(line: str) -> str:
    name, colon, _ = line[:WIDEST_NAME].partition(":")
    return FIELDS.get(name.strip(" \t\xa0*").casefold(), "") if colon else ""
