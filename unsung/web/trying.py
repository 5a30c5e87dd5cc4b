"""Trying again: after a pause that grows while nothing comes of it."""

import time
from dataclasses import dataclass, field

PAUSES_S = (1, 2, 5, 10, 30)
LASTED_S = 60
"""What went well for so long begins with the shortest pause again when it fails."""


@dataclass
class Tries:
    """How often in a row something was tried in vain."""

    failed: int = 0
    begun: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        """Note that a try begins."""
        self.begun = time.monotonic()

    def fail(self) -> float:
        """Note that it failed; how many seconds to wait before the next."""
        if time.monotonic() - self.begun > LASTED_S:
            self.failed = 0
        self.failed += 1
        return PAUSES_S[min(self.failed, len(PAUSES_S)) - 1]

    @property
    def first(self) -> bool:
        """Whether the failure noted last was the first in a row: that one is worth a word."""
        return self.failed == 1
