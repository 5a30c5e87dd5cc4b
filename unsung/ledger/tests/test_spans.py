"""How far each source tells of a channel: by its own deliveries, and never by those of another."""

from datetime import UTC, datetime

import pytest

from unsung.ledger.actions import deliveries
from unsung.ledger.actions.recording import Draft, record
from unsung.ledger.queries.spans import Told, told_of_channels

pytestmark = pytest.mark.django_db


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"2025-{day}").replace(tzinfo=UTC)


def bring(file: str, *drafts: Draft, source: str = "plain") -> None:
    record(deliveries.begin(source=source, way="table", name=file, fingerprint=file), list(drafts))


def contact(day: str, channel: str) -> Draft:
    says = {"channel": channel, "standing": "contact", "started_by": "customer"}
    return Draft("contact", f"{channel} {day}", at(day), says)


def settled(day: str, of: str) -> Draft:
    return Draft("event", f"{of} {day}", at(day), {"contact_ref": of, "state": "settled", "team": ""})


def answered(day: str) -> Draft:
    says = {"contact_ref": "", "question": "csat", "score": 5, "low": 1, "high": 5, "channel": ""}
    return Draft("rating", day, at(day), says)


def told(channel: str) -> Told:
    return next(each for each in told_of_channels() if each.channel == channel)


def test_two_files_of_one_mapping_reach_as_far_as_each_of_them_does() -> None:
    bring("mails.csv", contact("08-01", "mail"), contact("10-31", "mail"))
    bring("calls.csv", contact("10-01", "call"), contact("12-31", "call"))
    assert (told("mail").begins, told("mail").ends) == (at("08-01"), at("10-31"))
    assert (told("call").begins, told("call").ends) == (at("10-01"), at("12-31"))


def test_a_channel_seldom_used_reaches_as_far_as_the_files_it_stands_in() -> None:
    bring("all.csv", contact("08-01", "mail"), contact("09-12", "form"), contact("10-31", "mail"))
    form = told("form")
    assert (form.first, form.begins, form.ends) == (at("09-12"), at("08-01"), at("10-31"))


def test_later_states_tell_what_became_of_it_and_answers_to_surveys_do_not() -> None:
    bring("tickets.csv", contact("10-01", "mail"), contact("10-31", "mail"), settled("11-03", "mail 10-01"))
    bring("states.csv", settled("11-05", "mail 10-31"))
    bring("survey.csv", answered("11-20"))
    assert (told("mail").ends, told("mail").known_to) == (at("10-31"), at("11-05"))


def test_the_states_of_another_file_with_other_channels_do_not() -> None:
    bring("tickets.csv", contact("10-01", "mail"), settled("10-20", "mail 10-01"))
    bring("forms.csv", contact("10-01", "form"), settled("12-20", "form 10-01"))
    bring("others.csv", contact("10-01", "mail"), settled("12-31", "mail 10-01"), source="other")
    reach = {(each.source, each.channel): each.known_to for each in told_of_channels()}
    assert reach["plain", "mail"] == at("10-20")
    assert reach["plain", "form"] == at("12-20")
    assert reach["other", "mail"] == at("12-31")


def test_what_is_only_counted_is_said_to_be() -> None:
    bring("vol.csv", Draft("tally", "1", at("10-02"), {"channel": "call", "span_s": 300, "count": 7}))
    assert (told("call").counted, told("call").known_to) == (True, at("10-02"))


def test_a_mailbox_reaches_as_far_as_its_last_mail_whatever_that_belongs_to() -> None:
    def mail(day: str) -> Draft:
        return Draft("message", day, at(day), {"contact_ref": "", "author_kind": "customer", "public": True})

    one = deliveries.begin(source="post", way="mail", name="m.mbox", fingerprint="m")
    record(one, [contact("10-01", "mail"), contact("10-30", "mail"), mail("10-01"), mail("10-31")])
    bring("t.csv", contact("10-02", "form"), mail("11-02"))
    assert (told("mail").ends, told("form").ends) == (at("10-31"), at("10-02"))


def test_from_how_many_rows_it_is_known_is_told() -> None:
    bring("all.csv", contact("08-01", "mail"), contact("09-12", "form"), contact("10-31", "mail"))
    assert (told("mail").n, told("form").n) == (2, 1)
