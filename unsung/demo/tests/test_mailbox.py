"""The demo's mailbox is mail as the world sends it, and everything in it can be told apart."""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from unsung.demo.desk import Demo
from unsung.demo.tests.records import DESK, LONDON, Letter, Records, bare, turns

pytestmark = pytest.mark.slow

SAME_MATTER = timedelta(days=14)


def test_every_mail_parses_without_a_defect(records: Records, demo: Demo) -> None:
    assert len(records.mails) == demo.counts["mail.mbox"]
    for letter in records.mails:
        for part in letter.mail.walk():
            assert not part.defects, letter.id
            if str(part["Content-Type"]).startswith("text/"):
                assert part.get_payload(decode=True), letter.id


def test_every_mail_has_an_id_of_its_own_and_a_date_with_londons_offset(records: Records) -> None:
    assert len({letter.id for letter in records.mails}) == len(records.mails)
    for letter in records.mails:
        assert letter.at.utcoffset() == letter.at.astimezone(LONDON).utcoffset()


def test_summer_and_winter_time_are_both_there(records: Records) -> None:
    assert {f"{letter.at:%z}" for letter in records.mails} == {"+0100", "+0000"}


def test_mails_stand_in_order_of_time(records: Records) -> None:
    times = [letter.at for letter in records.mails]
    assert times == sorted(times)


def test_an_answer_refers_to_mails_that_came_before_it(records: Records) -> None:
    seen: set[str] = set()
    for letter in records.mails:
        assert set(letter.references) <= seen
        if letter.references:
            assert bare(letter.mail["In-Reply-To"]) == letter.references[-1]
        seen.add(letter.id)


def test_a_person_answers_what_a_person_wrote_and_not_a_machines_note(records: Records) -> None:
    machines = {letter.id for letter in records.mails if letter.machine}
    answered = {letter.references[-1] for letter in records.mails if letter.references and not letter.bounce}
    assert machines
    assert not machines & answered


def test_a_line_that_begins_with_from_is_escaped(folder: Path) -> None:
    lines = (folder / "mail.mbox").read_bytes().split(b"\n")
    separators = [n for n, line in enumerate(lines) if line.startswith(b"From ")]
    assert all(n == 0 or lines[n - 1] == b"" for n in separators)
    assert all(re.match(rb"From \S+ \w{3} \w{3} [ \d]\d [\d:]{8} \d{4}$", lines[n]) for n in separators)
    assert sum(1 for line in lines if line.startswith(b">From ")) > 3


def test_there_is_mail_of_each_sort_that_is_no_conversation(records: Records) -> None:
    found = {
        "machine": [letter for letter in records.mails if letter.machine and not letter.bounce],
        "bounce": [letter for letter in records.mails if letter.bounce],
        "list": [letter for letter in records.mails if letter.listed and letter.to != DESK],
        "spam": [letter for letter in records.mails if letter.spam],
        "desk": [letter for letter in records.mails if letter.sender == DESK and not letter.references],
    }
    assert min(len(letters) for letters in found.values()) >= 16


def test_mails_are_written_in_several_ways(records: Records) -> None:
    parts = [part for letter in records.mails for part in letter.mail.walk()]
    transfers = Counter(part["Content-Transfer-Encoding"] for part in parts)
    charsets = Counter(part.get_content_charset() for part in parts)
    assert min(transfers[way] for way in ("7bit", "8bit", "quoted-printable", "base64")) > 10
    assert min(charsets[name] for name in ("us-ascii", "utf-8", "iso-8859-1")) > 10
    assert sum(1 for part in parts if part.get_content_type() == "multipart/alternative") > 300


def test_answers_quote_in_the_manners_of_several_programs(records: Records) -> None:
    text = "\n".join(letter.text for letter in records.mails)
    assert len(re.findall(r"^On \w{3}, .* at \d\d:\d\d, .*\n?wrote:$", text, re.MULTILINE)) > 500
    assert len(re.findall(r"^_{20,}\nFrom: .*\nSent: ", text, re.MULTILINE)) > 50
    assert len(re.findall(r"^-----Original Message-----$", text, re.MULTILINE)) > 10
    assert len(re.findall(r"^Sent from my", text, re.MULTILINE)) > 10


def matter(letter: Letter) -> tuple[str, str]:
    """The customer and the subject of a mail, without its Re."""
    other = letter.to if letter.sender == DESK else letter.sender
    return other, re.sub(r"^(re: ?)+", "", letter.subject.casefold())


def test_subject_and_parties_tell_one_conversation_from_another(whole: Records) -> None:
    last: dict[tuple[str, str], Letter] = {}
    for letter in whole.mails:
        before = last.get(matter(letter))
        if letter.begins and letter.topic and before:
            assert letter.at - before.at > SAME_MATTER
        if letter.subject.casefold().startswith("re:"):
            assert before
            assert letter.at - before.at < SAME_MATTER
        last[matter(letter)] = letter


def test_a_few_answers_have_lost_their_thread_but_not_their_subject(records: Records) -> None:
    answers = [letter for letter in records.mails if letter.subject.casefold().startswith("re:")]
    lost = [letter for letter in answers if not letter.references]
    begun = {matter(letter) for letter in records.mails if letter.begins}
    assert 2 < len(lost) < 60
    assert {matter(letter) for letter in lost} <= begun


def test_mr_haddads_kitchen_is_in_the_records(records: Records) -> None:
    (thanks,) = [letter for letter in records.mails if letter.subject == "Thank you, from a dry kitchen"]
    chats = [turns(chat) for chat in records.chats if str(chat["customer"]).startswith("sami.haddad")]
    floods = [said for said in chats if said[0]["at"].startswith("2025-10-24T11:52")]
    assert thanks.sender_name == "Sami Haddad"
    assert "kitchen" in floods[0][0]["text"]
