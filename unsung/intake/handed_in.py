"""Files handed in: checked, kept under names of our own, looked at, brought in once, and taken away again."""

import secrets
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.db import transaction

from unsung.ground import clock
from unsung.ground.home import home
from unsung.ground.problems import Problem
from unsung.intake import opening
from unsung.intake.archive_bounds import Bounds, check_archive
from unsung.intake.looking import Look, Seen, look, told
from unsung.intake.models import HandedFile, Upload
from unsung.intake.receiving import Asking, receive
from unsung.intake.tables.mapping import preset_names
from unsung.ledger.models import Delivery
from unsung.ledger.queries.deliveries import ways_by_source
from unsung.ledger.queries.desks import desk, week_of

STALE_S = 14 * 86_400
"""Seconds after which files that somebody handed in and never brought in are taken away."""


class Landed(Protocol):
    """A file that came in: what its owner calls it, its size in bytes, and how to keep it."""

    name: str | None
    size: int | None
    path: Path

    def move_to(self, place: Path) -> None:
        """Keep it under this name."""


def desk_zone() -> str:
    """The zone in which times are read that name none: the desk's."""
    held = week_of(desk())
    return held.zone if held else "UTC"


def folder() -> Path:
    """Where files handed in are kept, made where it is not there, open to its owner alone."""
    place = home().uploads
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def path_of(file: HandedFile) -> Path:
    """Where a file handed in lies."""
    return folder() / file.kept


def hand_in(landed: list[Landed], by: int | None, refused: list[Problem]) -> Upload:
    """Keep what can be read of these files and look at it; what cannot is told with its reason."""
    sweep()
    kept: list[HandedFile] = []
    for number, one in enumerate(landed):
        try:
            kept.append(_kept(one, number))
        except Problem as problem:
            refused.append(problem)
    with transaction.atomic():
        upload = Upload.objects.create(
            brought_by_id=by,
            brought_at=clock.now(),
            refused=[told(problem) for problem in refused],
            state=Upload.WAITS if kept else Upload.LEFT,
        )
        for file in kept:
            file.upload = upload
            file.save()
    return upload


def _kept(landed: Landed, number: int) -> HandedFile:
    name = "".join(letter for letter in opening.printable(landed.name or "file") if letter.isprintable())
    if number >= settings.BRING_FILES:
        raise Problem(
            f"{name} is one of more than {settings.BRING_FILES} files.",
            "It was not taken.",
            "Hand it in by itself.",
        )
    if not landed.size:
        raise Problem(f"{name} is empty.", "Nothing was taken from it.", "Bring it again when it is whole.")
    check_archive(name, landed.path, Bounds(**settings.BRING_UNPACKED))
    file = HandedFile(name=name[:400], kept=secrets.token_hex(16), size=landed.size)
    seen = look(landed.path, file.name, desk_zone())
    if not seen.way:
        raise Problem(*seen.problem)
    landed.move_to(folder() / file.kept)
    file.look = seen.kept()
    return file


def mapping_in(text: str) -> dict[str, object] | None:
    """The mapping this text holds, None for an empty one; raises Problem where it is not TOML."""
    if not text.strip():
        return None
    try:
        mapping = cast(dict[str, object], tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise Problem(
            f"The mapping is not TOML: {fault}.", "Nothing was changed.", "Correct that place."
        ) from fault
    # What comes by a page may start from a mapping of the product, never from a file of this machine.
    if "like" in mapping and mapping["like"] not in preset_names():
        raise Problem(
            f"There is no mapping “{str(mapping['like'])[:60]}” to start from.",
            "Nothing was changed.",
            f"Name one of {', '.join(preset_names())}, or leave “like” out.",
        )
    return mapping


def seen_in(file: HandedFile) -> Look:
    """What the look at a file showed, kept from then."""
    held = dict(file.look or {})
    return Look(**{**held, "rows": [Seen(**row) for row in held.get("rows", ())]})


def look_again(file: HandedFile) -> Look:
    """Look at a file with the mapping it is to be read by now, and keep what was seen."""
    seen = look(path_of(file), file.name, desk_zone(), mapping_in(file.mapping))
    file.look = seen.kept()
    file.save(update_fields=["look"])
    return seen


def bring_in(upload: Upload) -> None:
    """Bring every file in that is not on record yet and not left out; done again, it goes on where it was.

    A file of which nothing can be read keeps its problem and does not stop the others.
    """
    for file in upload.files.filter(ended_at__isnull=True, leave_out=False):
        _bring_file(file, upload.correct)
    for file in upload.files.all():
        if file.ended_at or file.leave_out:
            path_of(file).unlink(missing_ok=True)


def _bring_file(file: HandedFile, correct: bool) -> None:
    path = path_of(file)
    if not path.is_file():
        problem = Problem(f"{file.name} is no longer here.", "Nothing was taken from it.", "Bring it again.")
        _note(file, [problem], [])
        return
    asking = Asking(
        desk_zone(),
        mapping_in(file.mapping),
        _source(file),
        correct,
        names={path: file.name},
        begun=cast(Callable[[Delivery], None], file.deliveries.add),
        own=frozenset(file.deliveries.values_list("id", flat=True)),
    )
    received = receive([path], asking)
    if received.deliveries:
        file.ended_at, file.look = clock.now(), None
    _note(file, received.problems, received.notes)


def _source(file: HandedFile) -> str:
    # Rows of a table under the name that mails go by would be taken for mails when these are filed.
    if not file.source:
        return ""
    way = (file.look or {}).get("way")
    known = ways_by_source().get(file.source)
    if known and way and known != way:
        raise Problem(
            f"“{file.source}” is the name of a source of another kind.",
            f"{file.name} was not brought in.",
            "Give it another name.",
        )
    return file.source


def _note(file: HandedFile, problems: list[Problem], notes: list[str]) -> None:
    file.problems, file.notes = [told(problem) for problem in problems], notes
    file.save(update_fields=["problems", "notes", "ended_at", "look"])


def leave(upload: Upload) -> None:
    """Leave an upload: what of it is not on record is taken away and not brought in."""
    for file in upload.files.all():
        path_of(file).unlink(missing_ok=True)
    upload.files.update(look=None)


def sweep() -> None:
    """Take away what nobody will come back for: uploads long left waiting, files no upload knows."""
    oldest = clock.now().timestamp() - STALE_S
    for upload in Upload.objects.filter(state__in=[Upload.WAITS, Upload.STOPPED]):
        if upload.brought_at.timestamp() < oldest:
            Upload.objects.filter(pk=upload.pk).update(state=Upload.LEFT)
            leave(upload)
    known = set(HandedFile.objects.values_list("kept", flat=True))
    for path in folder().iterdir():
        with suppress(FileNotFoundError):
            if path.is_file() and path.name not in known and path.stat().st_mtime < oldest:
                path.unlink()
