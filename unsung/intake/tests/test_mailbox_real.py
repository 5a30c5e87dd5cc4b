"""Real mail, kept beside the checkout: every message comes in, or is put aside with the reason."""

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from unsung.intake.mail import heads, markup, texts
from unsung.intake.mail.words import part
from unsung.intake.source import MessageRecord, Piece, Read
from unsung.intake.sources.mailbox import MAILBOX
from unsung.intake.tests.reading_mail import piece, reads

pytestmark = pytest.mark.slow


def of_file(path: Path) -> Piece:
    return Piece(path.name, path.stat().st_size, lambda: path.open("rb"))


def archived(path: Path) -> Iterator[Read]:
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                of = piece(member.name, content.read())
                assert MAILBOX.knows(of, of.head())
                yield from reads(of)


def standings(found: list[Read]) -> Counter[str]:
    heads_of = [
        record.heads for read in found for record in read.records if isinstance(record, MessageRecord)
    ]
    return Counter(head.standing for head in heads_of if head)


@pytest.mark.parametrize(
    ("archive", "mails", "bounces"), [("easy-ham-1", 2498, 3), ("hard-ham-1", 250, 0), ("spam-1", 496, 0)]
)
def test_every_mail_of_the_spamassassin_archives_comes_in_once(
    shared_data: Path, archive: str, mails: int, bounces: int
) -> None:
    found = list(archived(shared_data / "mail-spamassassin" / f"{archive}.tar.gz"))

    assert [read.problem for read in found if read.problem] == []
    records = [record for read in found for record in read.records]
    assert len({record.external_id for record in records}) == len(records) == mails
    assert {record.at.year for record in records if isinstance(record, MessageRecord)} <= {2001, 2002}
    # Three of the ham are what mail servers returned to a list; nobody's letter is taken for such.
    assert (standings(found)["bounce"], standings(found)["auto"], standings(found)["spam"]) == (bounces, 0, 0)


def test_every_mail_of_a_list_archive_comes_in(shared_data: Path) -> None:
    found = reads(of_file(shared_data / "mail-list-3gpp-evs" / "3GPP_TSG_SA_WG4_EVS.mbox"))

    assert (len(found), sum(len(read.records) for read in found)) == (50, 50)


def test_nearly_all_returned_mail_is_known_for_it_and_no_letter_is(shared_data: Path) -> None:
    folder = shared_data / "mail-bounces-sisimai"
    returned = [
        path for path in sorted(folder.rglob("*.eml")) if not path.name.startswith(("is-not", "rfc3834"))
    ]
    found = [read for path in returned for read in reads(of_file(path))]
    found += reads(of_file(folder / "mailbox" / "mbox-0")) + reads(of_file(folder / "mailbox" / "mbox-1"))

    kinds = standings(found)
    assert len(found) == 436
    # Two are letters by which people passed one on; one says nothing, one is an unsubscription by machine,
    # and one without a date is put aside.
    assert kinds["bounce"] >= 431
    assert (kinds["auto"], kinds["contact"]) == (1, 3)


def test_answers_given_while_away_are_auto_and_letters_are_contacts(shared_data: Path) -> None:
    folder = shared_data / "mail-bounces-sisimai" / "maildir"
    away = [read for path in folder.rglob("rfc3834-*.eml") for read in reads(of_file(path))]
    letters = [read for path in folder.rglob("is-not-bounce-*.eml") for read in reads(of_file(path))]

    assert standings(away) == {"auto": 6}
    assert standings(letters) == {"contact": 2}


@pytest.mark.parametrize("ends", ["dos", "mac"])
def test_other_line_ends_give_the_same_message(shared_data: Path, ends: str) -> None:
    maildir = shared_data / "mail-bounces-sisimai" / "maildir"
    (other,), (same,) = (reads(of_file(maildir / kind / "arf-01.eml")) for kind in (ends, "bsd"))

    assert other.records == same.records


@pytest.mark.parametrize(
    ("folder", "mails", "aside", "unknown"),
    [("mail-parser", 14, 0, 1), ("django-helpdesk", 6, 0, 0), ("python-test-email", 29, 12, 6)],
)
def test_of_odd_mails_each_is_read_put_aside_with_the_reason_or_refused(
    shared_data: Path, folder: str, mails: int, aside: int, unknown: int
) -> None:
    files = sorted((shared_data / "mail-parser-fixtures" / folder).iterdir())
    pieces = [of_file(path) for path in files if not path.name.startswith(("LICENSE", "NOTICE"))]
    known = [of for of in pieces if MAILBOX.knows(of, of.head())]
    found = [read for of in known for read in reads(of)]

    problems = [read.problem for read in found if read.problem]
    assert all(problem.what and problem.means and problem.do for problem in problems)
    assert (len(found) - len(problems), len(problems), len(pieces) - len(known)) == (mails, aside, unknown)


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_replies_of_twelve_mail_programs_are_freed_of_what_they_quote(shared_data: Path) -> None:
    replies = shared_data / "mail-parser-fixtures" / "talon" / "standard_replies"
    for path in sorted(replies.glob("*.eml")):
        head, body = heads.parted(path.read_bytes())
        expected = path.with_name(f"{path.stem}_reply_text")
        found = part(texts.text_of(head, body))
        text = expected.read_text() if expected.exists() else "Hello"
        assert spaced(f"{found.words} {found.signature}") == spaced(text), path.name


def test_replies_of_nine_mail_programs_in_html_are_freed_of_what_they_quote(shared_data: Path) -> None:
    replies = shared_data / "mail-parser-fixtures" / "talon" / "html_replies"
    for path in sorted(replies.glob("*.html")):
        found = part(markup.plain(path.read_text("utf-8")))
        assert spaced(f"{found.words} {found.signature}") == "Hi. I am fine. Thanks, Alex", path.name


@pytest.mark.parametrize("name", ["camel_case", "jeff", "johndoeexamplecom", "long", "sparse"])
def test_signatures_are_found_as_people_marked_them(shared_data: Path, name: str) -> None:
    # A sixth one, "Thank you, Noam", is left out on purpose: thanks stay with what was written.
    marked = shared_data / "mail-parser-fixtures" / "talon" / "signature" / "emails" / "stripped"
    body, signature, writer = (
        (marked / f"{name}_{kind}").read_text("utf-8").replace("#sig#", "")
        for kind in ("body", "signature", "sender")
    )

    assert spaced(part(body, writer.strip()).signature) == spaced(signature)
