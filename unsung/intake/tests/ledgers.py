"""What the tests of bringing in share: an import after another into a ledger of their own, and its facts."""

from pathlib import Path

import pytest
from django.db import transaction

from unsung.intake.receiving import Asking, Received, Reception, receive
from unsung.intake.source import Read
from unsung.ledger.models import Delivery
from unsung.ledger.queries.standing import facts_digest


def facts_after(*paths: Path, asking: Asking | None = None) -> str:
    """The digest of a ledger into which only these were brought, one import after another."""
    with transaction.atomic():
        for path in paths:
            receive([path], asking or Asking())
        digest = facts_digest()
        transaction.set_rollback(True)
    return digest


def cut_off_after(path: Path, batches: int, asking: Asking | None = None) -> None:
    """Bring this in and stop dead after so many batches, as when the process is killed."""
    with pytest.MonkeyPatch.context() as patch:
        left, whole = iter(range(batches)), Reception._record

        def until_the_end(reception: Reception, delivery: Delivery, reads: list[Read]) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt
            whole(reception, delivery, reads)

        patch.setattr(Reception, "_record", until_the_end)
        with pytest.raises(KeyboardInterrupt):
            receive([path], asking or Asking())


def brought(*paths: Path, asking: Asking | None = None) -> Received:
    """What came of bringing these in together."""
    return receive(list(paths), asking or Asking())


def counted(received: Received) -> tuple[int, int, int]:
    """How many items were new, known, put aside."""
    return received.count.new, received.count.known, received.count.rejected
