"""The demo desk opened: an empty home is filled with it, two people can sign in, its review lies ready."""

import secrets
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from unsung.demo.diary import WRITER, diary
from unsung.flow.catching_up import keep_up
from unsung.flow.showing import bring_in_demo
from unsung.ground import clock
from unsung.ground.home import home
from unsung.ground.problems import Problem
from unsung.ground.progress import Tell
from unsung.ledger.models import Person
from unsung.ledger.queries.people import anybody_known
from unsung.ledger.queries.reach import reach
from unsung.publishing.shelf import file_of, issues
from unsung.web.accounts import account_of

FILES = ("review.html", "review.txt", "figures.json", "figures.xlsx")

WORDS = (
    "amber apple basket beacon birch bramble bridge button candle cedar clover copper cotton crayon "
    "daisy ember fennel garden ginger harbour hazel heron ivory juniper kettle lantern lavender linen "
    "maple marble meadow mitten nutmeg olive orchard paper pebble pepper plum quartz quilt raven ribbon "
    "river saddle saffron sorrel spruce sugar thimble thistle timber violet walnut willow window yarrow"
).split()


def is_unfilled() -> bool:
    """Whether nothing at all is on record, or the demo desk only in part: a filling that was cut off."""
    if home().sign_ins.exists():
        return False
    return home().demo.exists() or (not anybody_known() and reach().first is None)


def fill(tell: Tell) -> None:
    """Bring the demo desk in and let two of its people in: one of the desk, and the one who leads it.

    Where that was begun before, it is brought in until the same month, and nothing of it twice.
    """
    begun = home().demo.read_text("utf-8").strip() if home().demo.exists() else ""
    bring_in_demo(begun, tell)
    # The latest month at once, so that there is a review to read; the worker prints the others.
    keep_up(tell, most=1)
    _keep_diary()
    lines = [
        f"{role:<6}  {person.address}  {_let_in(person)}"
        for role in ("member", "lead")
        if (person := _somebody(role))
    ]
    half = home().sign_ins.with_suffix(".half")
    half.touch(0o600)
    half.write_text("\n".join(lines) + "\n", "utf-8")
    half.replace(home().sign_ins)


def _keep_diary() -> None:
    """Let the journal of the one who writes hold what she wrote in the last months."""
    writer = Person.objects.filter(name=WRITER).first()
    if writer is not None:
        import_string(settings.FILLS)(writer.pk, [(told.at, told.line) for told in diary(clock.now())])


def sign_ins() -> list[str]:
    """The demo's sign-ins, a line each; none where this home is no demo."""
    return home().sign_ins.read_text("utf-8").splitlines() if home().sign_ins.exists() else []


def lay_ready(folder: Path) -> None:
    """Write the files of the latest printed review into a folder, as they were printed.

    Raises Problem where they cannot be written.
    """
    latest = next(iter(issues()), None)
    if latest is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            if (content := file_of(latest, name)) is not None:
                (folder / name).write_bytes(content)
    except OSError as fault:
        raise Problem(
            f"The review could not be written into {folder}: {fault.strerror}.",
            "It can be read in the browser all the same.",
            "Name another folder with --out, or leave it out.",
        ) from fault


def _somebody(role: str) -> Person | None:
    return Person.objects.filter(roles__role=role).order_by("name").first()


def _let_in(person: Person) -> str:
    password = "-".join(secrets.choice(WORDS) for _ in range(5))
    account = account_of(person)
    account.set_password(password)
    account.save(update_fields=["password"])
    return password
