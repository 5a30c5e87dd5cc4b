"""What was changed in the settings, the latest first."""

from unsung.ledger.models import Change

PAGE = 50
SUBJECTS = ("people", "desks", "hours", "words")


def latest_changes(*about: str, most: int = 8) -> list[Change]:
    """The latest changes about these subjects."""
    return list(Change.objects.filter(about__in=about)[:most])


def changes_of(person: int | None, most: int = 8) -> list[Change]:
    """The latest changes of something of this person's: the roles, the address, the way in."""
    return list(Change.objects.filter(of=person)[:most]) if person else []


def changes_before(number: int | None, *about: str) -> list[Change]:
    """A page of the changes about these subjects, older than the one of this number; None: the latest."""
    rows = Change.objects.filter(about__in=about)
    return list((rows.filter(pk__lt=number) if number else rows)[:PAGE])
