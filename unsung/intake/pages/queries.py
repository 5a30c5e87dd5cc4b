"""What the pages of bringing records ask: uploads, deliveries with who brought them, rejects by reason."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q, Sum
from django.http import Http404

from unsung.intake.models import HandedFile, Reject, Upload
from unsung.ledger.models import Delivery
from unsung.ledger.queries.deliveries import latest

PAGE = 30
ASIDES = 20
OPEN = (Upload.WAITS, Upload.GOES, Upload.STOPPED)


@dataclass(frozen=True)
class Brought:
    """A delivery as the list shows it: by whom (empty: by the command line), and how many rejects wait."""

    delivery: Delivery
    by: str
    waiting: int


@dataclass(frozen=True)
class Deliveries:
    """A page of deliveries, and the number from below which the next page begins; None: there is none."""

    rows: list[Brought]
    more: int | None


def deliveries(before: int | None) -> Deliveries:
    """A page of deliveries, the latest first."""
    found = latest(before, PAGE + 1)
    shown = found[:PAGE]
    numbers = [each.pk for each in shown]
    by, waiting = brought_by(numbers), waiting_in(numbers)
    rows = [Brought(each, by.get(each.pk, ""), waiting.get(each.pk, 0)) for each in shown]
    return Deliveries(rows, shown[-1].pk if len(found) > PAGE else None)


def brought_by(deliveries: list[int]) -> dict[int, str]:
    """Who brought each of these deliveries by a browser, by name."""
    links = HandedFile.deliveries.through.objects.filter(delivery_id__in=deliveries).order_by("id")
    told = links.values_list("delivery_id", "handedfile__upload__brought_by__name")
    return {delivery: name or "somebody who has left" for delivery, name in told}


def waiting_in(deliveries: list[int]) -> dict[int, int]:
    """How many rejects of each of these deliveries wait for somebody."""
    rows = Reject.objects.filter(
        delivery_id__in=deliveries, state=Reject.WAITS, delivery__taken_back_at__isnull=True
    )
    return dict(rows.order_by().values_list("delivery_id").annotate(n=Count("id")))


def open_uploads() -> list[Upload]:
    """Uploads that are not done yet, the latest first."""
    waiting = Upload.objects.filter(state__in=OPEN).select_related("brought_by")
    return list(waiting.annotate(count=Count("files"), weight=Sum("files__size")).order_by("-id")[:20])


def upload_of(number: int) -> Upload:
    """The upload of this number; Http404 where there is none."""
    found = Upload.objects.filter(pk=number).select_related("brought_by").first()
    if found is None:
        raise Http404
    return found


def file_of(upload: int, number: int) -> HandedFile:
    """A file of an upload that is still to be brought in; Http404 where there is none."""
    open_ones = HandedFile.objects.filter(upload=upload_of(upload), pk=number, ended_at__isnull=True)
    found = (
        open_ones.filter(upload__state__in=(Upload.WAITS, Upload.STOPPED)).select_related("upload").first()
    )
    if found is None:
        raise Http404
    return found


def delivery_of(number: int) -> Delivery:
    """The delivery of this number; Http404 where there is none."""
    found = Delivery.objects.filter(pk=number).select_related("source", "taken_back_by").first()
    if found is None:
        raise Http404
    return found


def reject_of(number: int) -> Reject:
    """The reject of this number with its delivery; Http404 where there is none."""
    found = Reject.objects.filter(pk=number).select_related("delivery__source").first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Reason:
    """A reason for which items of a delivery were put aside: how many, how many wait, the first of them."""

    said: str
    count: int
    waiting: int
    first: int


def reasons(delivery: Delivery) -> list[Reason]:
    """Every reason, the one with most waiting first."""
    rows = Reject.objects.filter(delivery=delivery).order_by().values_list("reason")
    waits = Count("id", filter=Q(state=Reject.WAITS, delivery__taken_back_at__isnull=True))
    counted = rows.annotate(n=Count("id"), waiting=waits, first=Min("id"))
    found = [Reason(*row) for row in counted]
    return sorted(found, key=lambda reason: (-reason.waiting, -reason.count, reason.first))


@dataclass(frozen=True)
class Asides:
    """A page of rejects of one reason, and the number after which the next begins; None: there is none."""

    rows: list[Reject]
    more: int | None


def asides_of(delivery: Delivery, reason: str, after: int) -> Asides:
    """A page of the rejects of one reason, in the order in which they lie in the files."""
    rows = Reject.objects.filter(delivery=delivery, reason=reason, id__gt=after).select_related("settled_by")
    found = list(rows.order_by("id")[: ASIDES + 1])
    return Asides(found[:ASIDES], found[ASIDES - 1].pk if len(found) > ASIDES else None)


def next_waiting(reject: Reject) -> Reject | None:
    """The next of the same reason that waits, else any other of its delivery."""
    waiting = Reject.objects.filter(delivery=reject.delivery_id, state=Reject.WAITS).exclude(pk=reject.pk)
    alike = waiting.filter(reason=reject.reason).order_by("id")
    return alike.filter(id__gt=reject.pk).first() or alike.first() or waiting.order_by("id").first()


@dataclass(frozen=True)
class Progress:
    """How far an upload has got: items read of about how many (0: cannot be told), and what is being done."""

    items: int
    about: int
    doing: str

    @property
    def share(self) -> int:
        """Percent, never quite a hundred before it is done."""
        return min(99, self.items * 100 // self.about) if self.about else 0


def progress_of(upload: Upload) -> Progress:
    """How far it is, from what is on record."""
    files = list(upload.files.filter(leave_out=False).prefetch_related("deliveries"))
    known = [_about(file) for file in files]
    about = sum(known) if all(known) else 0
    now = next((file for file in files if not file.ended_at and not file.problems), None)
    return Progress(sum(map(_reached, files)), about, _doing(now) if now else "Nearly done")


def _doing(file: HandedFile) -> str:
    reached, about = _reached(file), _about(file)
    if not file.deliveries.all():
        return f"Looking through {file.name}"
    # How many there are is an estimate; what follows the last of them tells nothing on its way.
    if about and reached * 20 >= about * 19 and (file.look or {}).get("way") == "mail":
        return "Reading the last mails, and putting all together into conversations"
    return f"Reading {file.name}"


def _reached(file: HandedFile) -> int:
    return sum(each.reached for each in file.deliveries.all())


def _about(file: HandedFile) -> int:
    if file.ended_at:
        return _reached(file)
    return int((file.look or {}).get("about") or 0)
