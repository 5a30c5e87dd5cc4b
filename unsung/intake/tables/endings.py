"""How a table ends: whether its last line has the end of a line, and whether its last field looks cut off."""

import re
from collections.abc import Iterator

ENDS = ("\n", "\r")
DIGIT = re.compile(r"\d")
WORDED = re.compile(r"[^\W\d_TZ]")
"""A letter; the T and Z of a date are none."""
MOST = 1000
"""Different values of the last column that are kept to compare the very last one with."""


class Ending:
    """Lines passed on to be read; `open` is true once one came without the end of a line, as the last may.

    `quoted` says whether that one ends with a quotation mark that closes a field.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.open = False
        self.quoted = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if not line.endswith(ENDS):
                self.open, self.quoted = True, line.endswith('"') and not line.endswith(',"')
            yield line


class LastColumn:
    """The values of a table's last column, to tell whether the last one of all looks whole."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def see(self, cell: str) -> None:
        """Take a value into account."""
        if len(self._seen) < MOST:
            self._seen.add(cell)

    def looks_whole(self, cell: str) -> bool:
        """Whether it begins no longer value and is one that others have, or a number or date like theirs.

        Like theirs: its digits stand where those of another do, or none is longer.
        """
        if any(other != cell and other.startswith(cell) for other in self._seen):
            return False
        if cell in self._seen or not self._seen:
            return True
        if WORDED.search(cell):
            return False
        longest = max(map(len, self._seen))
        return len(cell) >= longest or DIGIT.sub("9", cell) in {DIGIT.sub("9", other) for other in self._seen}
