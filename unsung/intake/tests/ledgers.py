"""What the tests of bringing in share: an import after another into a ledger of their own, and its facts."""

from pathlib import Path

from django.db import transaction

from unsung.intake.receiving import Asking, Received, receive
from unsung.ledger.queries.standing import facts_digest


def facts_after(*paths: Path, asking: Asking | None = None) -> str:
    """The digest of a ledger into which only these were brought, one import after another."""
    with transaction.atomic():
        for path in paths:
            receive([path], asking or Asking())
        digest = facts_digest()
        transaction.set_rollback(True)
    return digest


def brought(*paths: Path, asking: Asking | None = None) -> Received:
    """What came of bringing these in together."""
    return receive(list(paths), asking or Asking())


def counted(received: Received) -> tuple[int, int, int]:
    """How many items were new, known, put aside."""
    return received.count.new, received.count.known, received.count.rejected
