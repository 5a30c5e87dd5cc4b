"""How each file of a delivery was read, kept so that what was put aside can be read again the same way."""

from collections.abc import Sequence

from unsung.intake.models import HowRead, Reject
from unsung.intake.source import Reading
from unsung.ledger.models import Delivery


def keep_reading(delivery: Delivery, file: str, way: str, reading: Reading) -> None:
    """Keep it; files that are read alike, as mails are, share one row under an empty name."""
    HowRead.objects.update_or_create(
        delivery=delivery,
        file=file[:400],
        defaults={"way": way, "zone": reading.zone, "mapping": reading.mapping},
    )


def how_read(rejects: Sequence[Reject]) -> dict[int, HowRead]:
    """How the file of each reject was read, by the reject's number; left out where it never was."""
    files = {"", *(reject.file for reject in rejects)}
    deliveries = {reject.delivery_id for reject in rejects}
    rows = HowRead.objects.filter(delivery__in=deliveries, file__in=files)
    kept = {(row.delivery_id, row.file): row for row in rows}
    found = {
        reject.pk: kept.get((reject.delivery_id, reject.file)) or kept.get((reject.delivery_id, ""))
        for reject in rejects
    }
    return {number: row for number, row in found.items() if row is not None}


def reading_of(kept: HowRead) -> Reading:
    """The reading as it was prepared then."""
    return Reading(kept.zone, kept.mapping)
