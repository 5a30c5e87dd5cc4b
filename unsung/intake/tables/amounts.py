"""Numbers, durations and yes or no as tables write them."""

import re

WHOLE = re.compile(r"[-+]?\d{1,12}(?:\.0+)?$")
GROUPED = re.compile(r"\d{1,3}(?:[, ]\d{3}){1,3}$")
CLOCKED = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,]\d+)?$")
PLAIN = re.compile(r"\d{1,9}(?:\.\d+)?$")
YES = frozenset({"yes", "y", "true", "t", "x"})
NO = frozenset({"no", "n", "false", "f"})


def whole(text: str) -> int:
    """A whole number: 12, 12.0, 1,234; raises ValueError for anything else."""
    if WHOLE.match(text):
        return int(text.partition(".")[0])
    if GROUPED.match(text):
        return int(text.replace(",", "").replace(" ", ""))
    raise ValueError("it is not a whole number")


def seconds(text: str) -> int:
    """A duration in whole seconds: 95, 95.4, 1:35 (minutes and seconds), 0:01:35; raises ValueError."""
    if PLAIN.match(text):
        return round(float(text))
    if found := CLOCKED.match(text):
        hours, minutes, rest = (int(part or 0) for part in found.groups())
        return hours * 3600 + minutes * 60 + rest
    raise ValueError("it is not a duration in seconds or as 0:01:35")


def flag(text: str) -> bool:
    """Yes or no, a count being yes from one up; raises ValueError for a word that is neither."""
    word = text.casefold()
    if WHOLE.match(text):
        return whole(text) > 0
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError("it is neither yes nor no")
