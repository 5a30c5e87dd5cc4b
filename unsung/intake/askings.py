"""Askings and answers: who was asked and later answered is on record once, whichever was brought first."""

from collections.abc import Iterable

from unsung.ledger.actions.recording import Draft, current, withdraw
from unsung.ledger.facts.ratings import ASKED
from unsung.ledger.models import Delivery


def without_answered(delivery: Delivery, drafts: list[Draft]) -> list[Draft]:
    """The drafts, less askings whose answer is on record or among them."""
    asked = {draft.external_id.removesuffix(ASKED) for draft in drafts if _is_asking(draft)}
    if not asked:
        return drafts
    stand = {key for key, fact in current("rating", delivery.source_id, asked).items() if not fact.withdrawn}
    stand |= {draft.external_id for draft in drafts if draft.family == "rating"}
    return [d for d in drafts if not (_is_asking(d) and d.external_id.removesuffix(ASKED) in stand)]


def take_back_answered(delivery: Delivery, drafts: Iterable[Draft]) -> None:
    """Take back the askings on record that these drafts answer."""
    answers = [d.external_id + ASKED for d in drafts if d.family == "rating" and not _is_asking(d)]
    if answers:
        withdraw(delivery, "rating", answers)


def _is_asking(draft: Draft) -> bool:
    return draft.family == "rating" and draft.external_id.endswith(ASKED)
