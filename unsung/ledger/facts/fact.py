"""What every fact has: two clocks, where it came from, and the fact it corrects, if it does."""

from hashlib import blake2b
from typing import ClassVar

from django.db import models

from unsung.ledger.registers.deliveries import Delivery, Source

DIGEST_BYTES = 16


class Fact(models.Model):
    """Written once. `happened_at` is when it was so, `recorded_at` when it was written down here.

    A mistake is put right by a later fact that `corrects` it; a correction with `withdrawn` takes it back.
    The fact that stands is the one no other corrects.
    """

    CONTENT: ClassVar[tuple[str, ...]] = ()
    """The fields that say what the fact says, in the order in which they are digested."""
    WORKED_OUT: ClassVar[tuple[str, ...]] = ()
    """Those of them that a way in works out for itself; they are not digested, so nothing differs by them."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    external_id = models.CharField(max_length=200)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_index=True)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=2 * DIGEST_BYTES)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True
        # Facts are looked up by what their source calls them. The source comes last, and has no index of its
        # own: without statistics SQLite would take its many rows for the shorter way to a few contacts.
        indexes = [models.Index(fields=["external_id", "source"], name="%(class)s_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=models.Q(corrects__isnull=True),
                name="%(class)s_recorded_once",
            )
        ]


def digest_of(parts: tuple[object, ...]) -> str:
    """A short digest of what a fact says; parts are told apart by a byte that no text holds."""
    text = "\x00".join("" if part is None else f"{type(part).__name__[0]}{part}" for part in parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()
