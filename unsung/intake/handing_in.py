"""A file that a program sends is kept in the home and read by a job, which tells of it."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django_tasks import TaskResultStatus, task
from django_tasks.exceptions import TaskResultDoesNotExist

from unsung.ground.home import home
from unsung.ground.periods import checked_zone
from unsung.ground.problems import Problem
from unsung.intake.receiving import Asking, Received, receive
from unsung.intake.tables.mapping import load_mapping, preset_names
from unsung.ledger.queries.desks import desk, week_of

STATES = {
    TaskResultStatus.READY: "waits",
    TaskResultStatus.RUNNING: "goes",
    TaskResultStatus.SUCCESSFUL: "done",
    TaskResultStatus.FAILED: "failed",
}
OUTCOME = "outcome.json"
Told = dict[str, Any]


def hand_in(file: "UploadedFile[Any]", preset: str, source: str, person: int) -> UUID:
    """Keep a file and have it read; gives the number to ask for. Raises Problem for a preset not there."""
    if preset and preset not in preset_names():
        raise Problem(
            f"There is no mapping “{preset}”.",
            "Nothing was taken in.",
            f"One of {', '.join(preset_names())}.",
        )
    folder = home().uploads / uuid4().hex
    folder.mkdir(parents=True, mode=0o700)
    place = folder / _plain_name(file.name or "")
    with place.open("xb") as written:
        for part in file.chunks():
            written.write(part)
    return UUID(read_in.enqueue(folder.name, place.name, preset, source, person).id)


def _plain_name(name: str) -> str:
    letters = "".join(letter for letter in Path(name).name if letter.isprintable() and letter not in "/\\:")
    return letters.lstrip(". ")[-150:].lstrip(". ") or "file"


@task()
def read_in(folder: str, name: str, preset: str, source: str, person: int) -> Told:
    """Read a file that was kept; done again after a kill, it goes on where it was and tells the same."""
    place = home().uploads / folder
    outcome = place / OUTCOME
    if not outcome.exists():
        told = _told(_read(place / name, preset, source))
        half = place / f"{OUTCOME}.half"
        half.write_text(json.dumps(told), "utf-8")
        half.replace(outcome)
    (place / name).unlink(missing_ok=True)
    held: Told = json.loads(outcome.read_text("utf-8"))
    return held


def _read(file: Path, preset: str, source: str) -> Received:
    held = week_of(desk())
    mapping = load_mapping(preset) if preset else None
    return receive([file], Asking(checked_zone(held.zone if held else "UTC"), mapping, source))


def _told(received: Received) -> Told:
    return {
        "new": received.count.new,
        "known": received.count.known,
        "rejected": received.count.rejected,
        "deliveries": [delivery.pk for delivery in received.deliveries],
        "problems": [{"what": p.what, "means": p.means, "do": p.do} for p in received.problems],
    }


def state_of(number: UUID, person: int) -> Told:
    """How far a file is that this person handed in; raises Http404 for anybody else's."""
    try:
        job = read_in.get_result(str(number))
    except (TaskResultDoesNotExist, ValueError) as fault:
        raise Http404 from fault
    if job.args[-1:] != [person]:
        raise Http404
    told = job.return_value if job.status == TaskResultStatus.SUCCESSFUL else None
    return {"state": STATES[job.status], **(told or {})}
