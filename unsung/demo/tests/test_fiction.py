"""Nobody in the demo exists: numbers are those set aside for drama, addresses lead nowhere."""

import re
from pathlib import Path

import pytest

from unsung.demo.tests.records import Records

ADDRESS = re.compile(rb"[A-Za-z0-9._%+-]+@([A-Za-z0-9.-]+)")
PHONE = re.compile(r"\b0\d{4} ?\d{6}\b|\b0\d{2,4} \d{3,4} ?\d{3,4}\b")
DRAMA = re.compile(r"(?:01632 ?960|07700 ?900)\d{3}")
FILES = ("mail.mbox", "calls/Master.csv", "chats.jsonl", "surveys.csv", "desk.toml")


def test_every_address_ends_where_no_mail_can_go(folder: Path) -> None:
    whole = [(folder / name).read_bytes().replace(b"=\n", b"") for name in FILES]
    hosts = {host.rstrip(b".") for text in whole for host in ADDRESS.findall(text)}
    assert len(hosts) > 20
    assert {host.rpartition(b".")[2] for host in hosts} <= {b"example", b"test", b"invalid"}


def test_callers_have_numbers_set_aside_for_drama_or_short_ones_of_the_house(records: Records) -> None:
    sources = {line["src"] for line in records.calls}
    assert not [src for src in sources if not re.fullmatch(rf"{DRAMA.pattern}|4\d{{3}}", src)]


def test_no_other_telephone_number_stands_anywhere(folder: Path) -> None:
    for name in FILES:
        found = PHONE.findall((folder / name).read_text("utf-8", errors="replace"))
        assert not [number for number in found if not DRAMA.fullmatch(number)], name


def test_internet_addresses_are_those_of_documentation(folder: Path) -> None:
    found = re.findall(rb"\[(\d+\.\d+\.\d+)\.\d+\]", (folder / "mail.mbox").read_bytes())
    assert set(found) == {b"192.0.2"}


@pytest.mark.slow
def test_one_person_has_one_number_in_all_months(whole: Records) -> None:
    names: dict[str, set[str]] = {}
    for line in whole.calls:
        names.setdefault(line["src"], set()).add(line["clid"])
    assert {len(found) for found in names.values()} == {1}
