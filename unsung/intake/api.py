"""Deliveries for programs: which there were, what was put aside and why, and how to bring another."""

from datetime import datetime
from typing import Annotated, Literal, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import File, Form, Query, Router, Schema, Status, UploadedFile
from pydantic import Field

from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.intake import at_once
from unsung.intake.handed_in import Landed
from unsung.intake.models import Reject, Upload
from unsung.intake.pages.landing import problems_of_landing
from unsung.ledger.models import Delivery

MOST = 200
Number = Annotated[int, Field(ge=1, le=(1 << 63) - 1)]
Portion = Annotated[int, Field(ge=1, le=MOST, description="How many to give at most")]


# No database takes a text with a NUL in it.
Word = Annotated[str, Field(max_length=120, pattern=r"^[^\x00]*$")]


class DeliveryTold(Schema):
    """One file or folder brought in; `finished_at` null: it is still being read, or was cut off."""

    id: int
    source: str
    way: str
    name: str
    started_at: datetime
    finished_at: datetime | None
    new: int
    known: int
    rejected: int
    notes: list[str]


class Deliveries(Schema):
    """The latest deliveries first; `next`: give it as `after` to go on."""

    deliveries: list[DeliveryTold]
    next: int | None


class RejectTold(Schema):
    """One item put aside: which, why, and what it said; `raw` null: not for this person to read.

    Then `what` quotes nothing of it either.
    """

    id: int
    file: str
    line: int | None
    field: str
    what: str
    means: str
    do: str
    raw: str | None


class Rejects(Schema):
    """The rejects of a delivery in the order in which they came."""

    rejects: list[RejectTold]
    next: int | None


class ProblemTold(Schema):
    """Why something could not be read."""

    what: str
    means: str
    do: str


class UploadTold(Schema):
    """A file brought in: how far it is, and what came of it once it is done."""

    id: int
    state: Literal["waits", "goes", "done", "failed"]
    new: int = 0
    known: int = 0
    rejected: int = 0
    deliveries: list[int] = []
    problems: list[ProblemTold] = []


class Which(Schema):
    """Which deliveries to give; what is left out does not matter."""

    source: Annotated[Word, Field(description="Only of this source")] = ""


class How(Schema):
    """How a file is to be read, where that is to be said."""

    map: Annotated[Word, Field(description="A preset by which a table is read")] = ""
    source: Annotated[Word, Field(description="The name the source goes by")] = ""


STATES: dict[str, Literal["waits", "goes", "done", "failed"]] = {
    Upload.WAITS: "waits",
    Upload.GOES: "goes",
    Upload.DONE: "done",
    Upload.STOPPED: "failed",
    Upload.LEFT: "failed",
}
NO_FILE = Problem("No file was sent.", "Nothing was taken in.", "Send one under the name “file”.")

deliveries = Router()
uploads = Router()


def _told(row: Delivery) -> DeliveryTold:
    return DeliveryTold(
        id=row.pk,
        source=row.source.name,
        way=row.source.way,
        name=row.name,
        started_at=row.started_at,
        finished_at=row.finished_at,
        new=row.new,
        known=row.known,
        rejected=row.rejected,
        notes=row.notes.splitlines(),
    )


def _rows() -> "QuerySet[Delivery]":
    return Delivery.objects.select_related("source")


@deliveries.get("", response=Deliveries, url_name="deliveries", operation_id="deliveries")
def list_deliveries(
    request: HttpRequest,
    which: Query[Which],
    after: Annotated[Number | None, Query(description="Go on after this one")] = None,
    limit: Portion = 50,
) -> Deliveries:
    """Every delivery, the latest first."""
    rows = _rows().order_by("-id")
    if which.source:
        rows = rows.filter(source__name=which.source)
    if after:
        rows = rows.filter(id__lt=after)
    found = list(rows[: limit + 1])
    return Deliveries(
        deliveries=[_told(row) for row in found[:limit]],
        next=found[limit - 1].pk if len(found) > limit else None,
    )


@deliveries.get("/{number}", response=DeliveryTold, url_name="delivery", operation_id="delivery")
def one_delivery(request: HttpRequest, number: Number) -> DeliveryTold:
    """One delivery."""
    return _told(get_object_or_404(_rows(), pk=number))


@deliveries.get("/{number}/rejects", response=Rejects, url_name="rejects", operation_id="rejects")
def list_rejects(
    request: HttpRequest,
    number: Number,
    after: Annotated[Number | None, Query(description="Go on after this one")] = None,
    limit: Portion = 50,
) -> Rejects:
    """What was put aside of a delivery, with the reason; what it said is for people of the desk alone."""
    get_object_or_404(Delivery, pk=number)
    rows = Reject.objects.filter(delivery=number, id__gt=after or 0).order_by("id")
    found = list(rows[: limit + 1])
    serves = visitor_of(request).serves
    told = [
        RejectTold(
            id=row.pk,
            file=row.file,
            line=row.line,
            field=row.field,
            what=row.what if serves else row.bare,
            means=row.means,
            do=row.do,
            raw=bytes(row.raw).decode("utf-8", "replace") if serves else None,
        )
        for row in found[:limit]
    ]
    return Rejects(rejects=told, next=told[-1].id if len(found) > limit else None)


@uploads.post("", response={202: UploadTold}, url_name="uploads", operation_id="upload")
def bring(
    request: HttpRequest,
    how: Form[How],
    file: Annotated[
        UploadedFile | None, File(description="A mailbox, a table, call records or chats")
    ] = None,
) -> Status[UploadTold]:
    """Bring a file in, as it is understood; a job reads it: ask for its state by the id that is given."""
    refused = problems_of_landing(request)
    if file is None:
        raise refused[0] if refused else NO_FILE
    try:
        upload = at_once.bring(cast(Landed, file), how.map, how.source, visitor_of(request).person)
    finally:
        file.close()
    return Status(202, _state(upload))


@uploads.get("/{number}", response=UploadTold, url_name="upload", operation_id="upload_state")
def one_upload(request: HttpRequest, number: Number) -> UploadTold:
    """How far a file is that this person brought."""
    return _state(get_object_or_404(Upload, pk=number, brought_by=visitor_of(request).person))


def _state(upload: Upload) -> UploadTold:
    files = list(upload.files.prefetch_related("deliveries"))
    into = [delivery for file in files for delivery in file.deliveries.all()]
    stopped = [upload.problem] if upload.problem else []
    problems = [*upload.refused, *stopped, *(problem for file in files for problem in file.problems)]
    return UploadTold(
        id=upload.pk,
        state=STATES[upload.state],
        new=sum(each.new for each in into),
        known=sum(each.known for each in into),
        rejected=sum(each.rejected for each in into),
        deliveries=[each.pk for each in into],
        problems=[ProblemTold(**dict(zip(("what", "means", "do"), each, strict=True))) for each in problems],
    )
