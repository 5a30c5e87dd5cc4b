"""Filing depends on which mails there are and never on the order they came in."""

from collections import deque
from datetime import UTC, datetime
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from unsung.intake.filing import DeskAddresses, MailCard, file_mails, guess_desk
from unsung.intake.mail.subjects import subject_key
from unsung.intake.source import Standing
from unsung.intake.tests.filing_cards import DAY_S, DESK, HELP, NOON

NAMES = "abcdefgh"
PEOPLE = ["june@mail.example", "kim@mail.example", "news@shop.example", "ada@desk.example", HELP]
STANDINGS: list[Standing] = ["contact", "contact", "contact", "list", "auto", "bounce", "spam"]


@st.composite
def cards(draw: st.DrawFn) -> list[MailCard]:
    """Up to eight mails that answer each other, and mails not at hand, every which way."""
    names = list(NAMES[: draw(st.integers(0, len(NAMES)))])
    people, ids = st.sampled_from(PEOPLE), st.sampled_from([*NAMES, "lost", "gone"])
    return [
        MailCard(
            id=number,
            external_id=name,
            message_id=draw(st.sampled_from([name, name, "shared", ""])),
            references=tuple(draw(st.lists(ids, max_size=2))),
            subject=draw(st.sampled_from(["Cover", "Re: cover", "Roof", ""])),
            sender=(draw(people), ""),
            to=tuple(draw(st.lists(people, max_size=2))),
            cc=(),
            at_s=NOON + draw(st.integers(0, 60)) * DAY_S,
            standing=draw(st.sampled_from(STANDINGS)),
            category=draw(st.sampled_from(["", "Claims", "Cover"])),
            kind=draw(st.sampled_from(["", "broker"])),
        )
        for number, name in enumerate(names)
    ]


@given(cards(), st.randoms(use_true_random=False))
def test_the_same_mails_in_another_order_are_filed_the_same(found: list[MailCard], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)

    assert file_mails(shuffled, DESK) == file_mails(found, DESK)
    assert guess_desk(shuffled) == guess_desk(found)


@given(cards())
def test_every_mail_is_filed_once_in_a_conversation_that_is_there(found: list[MailCard]) -> None:
    filing = file_mails(found, DESK)

    assert sorted(mail.external_id for mail in filing.mails) == sorted(card.external_id for card in found)
    assert {mail.contact for mail in filing.mails} == {contact.external_id for contact in filing.contacts}


@given(cards())
def test_a_conversation_counts_if_and_only_if_a_person_wrote_in_it(found: list[MailCard]) -> None:
    filing = file_mails(found, DESK)

    for contact in filing.contacts:
        mails = [mail for mail in filing.mails if mail.contact == contact.external_id]
        people = [mail for mail in mails if mail.author_kind != "machine"]
        assert (contact.standing == "contact") == bool(people)
        assert (contact.started_by == "machine") == (not people)
        assert all((mail.author_kind == "machine") == (mail.standing != "contact") for mail in mails)
        assert contact.opened_at >= datetime.fromtimestamp(NOON, UTC)


def by_walking(found: list[MailCard]) -> set[frozenset[str]]:
    """The same conversations found by walking from mail to mail, for mails of people alone."""
    left, conversations = list(found), set()
    while left:
        group, reached = [left[0]], deque([left.pop(0)])
        while reached:
            one = reached.popleft()
            near = [other for other in left if tied(one, other, found)]
            left = [other for other in left if other not in near]
            group += near
            reached += near
        conversations.add(frozenset(card.external_id for card in group))
    return conversations


def tied(one: MailCard, other: MailCard, found: list[MailCard]) -> bool:
    ids = [{card.message_id, *card.references} - {""} for card in (one, other)]
    if ids[0] & ids[1]:
        return True
    key, party = subject_key(one.subject), one.sender[0]
    if not key or (key, party) != (subject_key(other.subject), other.sender[0]):
        return False
    alike = [card for card in found if (subject_key(card.subject), card.sender[0]) == (key, party)]
    first, last = sorted((one.at_s, other.at_s))
    moments = sorted(card.at_s for card in alike if first <= card.at_s <= last)
    return all(later - earlier <= 14 * DAY_S for earlier, later in pairwise(moments))


@given(cards())
def test_conversations_are_those_that_walking_from_mail_to_mail_finds(found: list[MailCard]) -> None:
    people = [card for card in found if card.standing == "contact"]
    filing = file_mails(people, DeskAddresses())

    groups: dict[str, set[str]] = {}
    for mail in filing.mails:
        groups.setdefault(mail.contact, set()).add(mail.external_id)
    assert {frozenset(names) for names in groups.values()} == by_walking(people)
