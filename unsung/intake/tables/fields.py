"""The fields a mapping may name, for each kind of row, and the words some of them are limited to."""

from dataclasses import dataclass

CHANNELS = ("call", "mail", "chat", "walkin", "form", "other")
CHOICES: dict[str, tuple[str, ...]] = {
    "channel": (*CHANNELS, ""),
    "state": ("open", "pending", "settled", ""),
    "author_kind": ("customer", "desk", "machine"),
    "started_by": ("customer", "desk", "machine"),
    "standing": ("contact", "auto", "bounce", "list", "spam"),
}
CUSTOMER = ("customer", "customer_name", "customer_kind")
DATES = frozenset(
    {"opened_at", "at", "first_reply_at", "resolved_at", "reopened_at"}
    | {"rated_at", "asked_at", "answered_at", "ended_at", "updated_at"}
)
"""Fields that hold a date."""


@dataclass(frozen=True)
class RowKind:
    """A kind of row: fields it cannot be read without ("a|b": either), and those it may have."""

    need: tuple[str, ...]
    may: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of this kind of row, once."""
        needed = (name for either in self.need for name in either.split("|"))
        return tuple(dict.fromkeys((*needed, *self.may)))


ABOUT = ("channel", *CUSTOMER, "category", "subject", "desk", "started_by")
"""What a row may say about a contact."""

ROW_KINDS: dict[str, RowKind] = {
    "contact": RowKind(
        ("id", "opened_at"),
        (
            *ABOUT, "standing", "words", "first_reply_at", "resolved_at", "reopened_at", "team", "score",
            "rated_at", "updated_at",
        ),
    ),
    "event-log": RowKind(
        ("id", "opened_at", "at"),
        (*ABOUT, "standing", "state", "team", "order"),
    ),
    "rating": RowKind(
        ("score", "asked_at|answered_at"),
        ("id", "contact", "channel", "words", "link", "author", "author_name", "category"),
    ),
    "call": RowKind(
        ("at",),
        (
            *ABOUT, "id", "contact", "answered_at", "ended_at", "queued", "duration", "talk", "hold", "after",
            "answered", "abandoned", "cause", "transferred",
        ),
    ),
    "tally": RowKind(
        ("at", "count"),
        ("channel", "part"),
    ),
    "message": RowKind(
        ("contact", "at", "author_kind"),
        (*ABOUT, "id", "author", "author_name", "words", "public", "opened_at"),
    ),
}  # fmt: skip
