"""A problem a person can act on: what happened, what it means, and what to do."""

from dataclasses import dataclass, field


@dataclass
class Problem(Exception):
    """Something went wrong that the reader can mend.

    `what` says what happened and to which thing (file, line, field), `means` what follows from it,
    `do` the next step. `bare` says the same as `what` without the words of a record that it quotes, for those
    who may not read them; empty where it quotes none. Anything that is not a Problem is a fault of ours and
    is logged whole.
    """

    what: str = ""
    means: str = ""
    do: str = ""
    bare: str = field(default="", kw_only=True)

    def __str__(self) -> str:
        return " ".join(sentence for sentence in (self.what, self.means, self.do) if sentence)


@dataclass
class NoRoom(Problem):
    """A disk is full: what was done so far is kept, so that it can go on once there is room."""
