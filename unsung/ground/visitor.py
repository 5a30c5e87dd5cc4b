"""Who is asking: the person behind a request, and the roles that person holds."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["member", "lead", "editor", "answerer", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
WORDS: dict[Role, str] = {
    "member": "At the desk",
    "lead": "Leads the desk",
    "editor": "Edits the review",
    "answerer": "Answers for a department",
    "administrator": "Runs Unsung",
}
"""What each role is called on a page."""


@dataclass(frozen=True)
class Visitor:
    """A person who asks for a page; `person` is None where nobody signed in.

    `looker` is who looks in this person's place, to see what this person sees of them: a page then shows
    nothing that the looker could not read, unless it is about the looker alone.
    """

    person: int | None = None
    name: str = ""
    address: str = ""
    roles: frozenset[Role] = frozenset()
    desks: frozenset[int] = frozenset()
    departments: frozenset[int] = frozenset()
    looker: "Visitor | None" = None

    @property
    def signed_in(self) -> bool:
        """Whether somebody is there."""
        return self.person is not None

    @property
    def serves(self) -> bool:
        """Whether this person works at the desk, and so may see the conversations of customers.

        Whoever looks in another's place must work there too.
        """
        return bool(self.roles & {"member", "lead"}) and (self.looker is None or self.looker.serves)

    @property
    def initials(self) -> str:
        """Two letters that stand for the name."""
        words = self.name.split()
        return (words[0][:1] + words[-1][:1] if len(words) > 1 else self.name[:2]).upper()

    @property
    def standing(self) -> str:
        """What this person does here, in words."""
        return ", ".join(WORDS[role] for role in ROLES if role in self.roles) or "Colleague"


NOBODY = Visitor()


def visitor_of(request: object) -> Visitor:
    """Who sent this request; the shell has seen to it before any room is asked."""
    found = getattr(request, "visitor", NOBODY)
    return found if isinstance(found, Visitor) else NOBODY
