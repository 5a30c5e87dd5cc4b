"""The desk's settings as a TOML file that people can read and change."""

import json
from pathlib import Path

from unsung.demo.larkfield import Desk


def write_desk(path: Path, desk: Desk) -> None:
    """Writes the settings: the desk, its dated hours, departments, people and kinds of customers."""
    lines = [
        "# The demo desk: an invented insurer, invented people.",
        f"name = {text(desk.name)}",
        f"company = {text(desk.company)}",
        f"zone = {text(desk.zone)}",
        f"addresses = {texts(desk.addresses)}",
        f"hours = {text(desk.hours)}",
        f"holidays = {text(desk.holidays)}",
        f"categories = {texts(desk.categories)}",
    ]
    for dated in desk.exceptions:
        span = f"{dated.span[0]:%H:%M}-{dated.span[1]:%H:%M}"
        lines += table(
            "exceptions", [f"date = {dated.day}", f"hours = {text(span)}", f"why = {text(dated.why)}"]
        )
    for department in desk.departments:
        lines += table(
            "departments", fields(name=department.name, answers=department.answers, mail=department.mail)
        )
    for person in desk.people:
        since = [f"since = {person.since}"] if person.since else []
        known = fields(name=person.name, mail=person.mail, extension=person.extension)
        # At a small desk whoever leads it runs Unsung as well.
        roles = (person.role, "administrator") if person.role == "lead" else (person.role,)
        lines += table("people", [*known, f"roles = {texts(roles)}", *since])
    for kind in desk.kinds:
        lines += table("customer_kinds", [f"name = {text(kind.name)}", f"domains = {texts(kind.domains)}"])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def text(value: str) -> str:
    """A basic string of TOML; JSON's escapes are among TOML's."""
    return json.dumps(value, ensure_ascii=False)


def texts(values: tuple[str, ...]) -> str:
    """An array of strings."""
    return f"[{', '.join(text(value) for value in values)}]"


def fields(**values: str) -> list[str]:
    """Lines of a table; what is empty is left out."""
    return [f"{name} = {text(value)}" for name, value in values.items() if value]


def table(name: str, lines: list[str]) -> list[str]:
    """One table of an array of tables, after an empty line."""
    return ["", f"[[{name}]]", *lines]
