"""Limits: what is too large, too many, of no kind known or made to harm is not taken, and that is said."""

import gzip
import io
import os
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.entering import Enter
from unsung.ground.home import home
from unsung.intake.models import HandedFile, Upload
from unsung.intake.pages.landing import sweep
from unsung.intake.pages.tests.records import TICKETS, archive, brought_in, handed_in, kept_files
from unsung.ledger.models import Contact

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(400)


@pytest.fixture
def ada(enter: Enter) -> Client:
    return enter("member")


def refused(client: Client, files: dict[str, str | bytes]) -> tuple[str, Upload]:
    """What is said of files of which at least one is not taken."""
    upload = handed_in(client, files)
    return client.get(f"/bring/{upload.pk}/").content.decode(), upload


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", PICTURE, "looks like a program, a picture or another binary file"),
        ("page.html", b"<html><body>Hello</body></html>", "is of no kind known to us"),
        ("empty.csv", b"", "empty"),
        ("bomb.csv.gz", gzip.compress(bytes(80 << 20)), "unpacks to more than 64 MB"),
        ("up.zip", archive({"../../up.csv": TICKETS}), "whose name points out of the archive"),
        ("mail.pst", b"!BDN" + bytes(200), "Outlook"),
        ("half.zip", archive({"a.csv": TICKETS})[:60], ""),
    ],
    # A packed file has the moment of its packing in it, and each process packs its own.
    ids=lambda each: "packed" if isinstance(each, bytes) else None,
)
def test_what_cannot_be_taken_is_named_with_its_reason(
    ada: Client, name: str, content: bytes, said: str
) -> None:
    page, upload = refused(ada, {name: content, "good.csv": TICKETS})
    assert "Not taken" in page
    assert said in page
    assert name in page
    assert [file.name for file in upload.files.all()] == ["good.csv"]
    assert len(kept_files()) == 1


def test_where_nothing_could_be_taken_the_page_says_so(ada: Client) -> None:
    page, upload = refused(ada, {"photo.png": PICTURE})
    assert "Nothing could be taken" in page
    assert (upload.state, kept_files()) == (Upload.LEFT, [])


def test_a_file_too_large_is_not_taken_and_the_others_are(ada: Client, settings: Any) -> None:
    settings.BRING_BYTES_A_FILE = 200_000
    page, upload = refused(ada, {"large.csv": TICKETS * 2_000, "good.csv": TICKETS})
    assert "large.csv is larger than" in page
    assert [file.name for file in upload.files.all()] == ["good.csv"]
    assert landed() == []


def test_too_much_in_all_is_not_taken(ada: Client, settings: Any) -> None:
    settings.BRING_BYTES = 300_000
    page, upload = refused(ada, {"a.csv": TICKETS * 1_000, "b.csv": TICKETS * 1_000})
    assert "weigh more than" in page
    assert (upload.files.count(), kept_files(), landed()) == (0, [], [])


def test_what_is_announced_as_too_much_is_not_even_begun(ada: Client, settings: Any) -> None:
    settings.BRING_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000, 1_000
    page, _ = refused(ada, {"a.csv": TICKETS * 100})
    assert "weigh more than" in page
    assert landed() == []


def test_too_many_files_are_not_taken(ada: Client, settings: Any) -> None:
    settings.BRING_FILES = 2
    page, upload = refused(ada, {f"{n}.csv": TICKETS for n in range(3)})
    assert "2.csv is one of more than 2 files." in page
    assert upload.files.count() == 2


def test_who_is_not_signed_in_cannot_fill_the_disk(enter: Enter, settings: Any) -> None:
    settings.BRING_BYTES_UNKNOWN = 1_000
    large = SimpleUploadedFile("a.csv", TICKETS.encode() * 100)
    answer = enter("anybody").post("/bring/", {"files": [large]})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")
    assert (Upload.objects.count(), landed()) == (0, [])


def landed() -> list[Path]:
    """What still lies where files come in."""
    return list((home().uploads / "landing").glob("*"))


def test_what_a_killed_process_left_half_landed_is_swept_away() -> None:
    sweep()
    left = home().uploads / "landing" / "x.landing"
    left.write_bytes(b"half")
    sweep()
    assert left.exists()
    long_ago = left.stat().st_mtime - 2 * 86_400
    os.utime(left, (long_ago, long_ago))
    sweep()
    assert not left.exists()


def test_formulas_of_a_workbook_are_text_that_was_there_and_are_never_worked_out(ada: Client) -> None:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["id", "opened", "category"])
    sheet.write_row(1, 0, ["T1", "2025-09-01 09:00"])
    sheet.write_formula(1, 2, '=HYPERLINK("http://x.example/"&A2,"open")', None, "as kept")
    sheet.write_row(2, 0, ["T2", "2025-09-01 09:00"])
    sheet.write_formula(2, 2, "=1+1", None, "")
    book.close()
    brought_in(ada, {"book.xlsx": held.getvalue()})
    assert dict(Contact.objects.values_list("external_id", "category")) == {"T1": "as kept", "T2": ""}


def test_a_mapping_may_not_start_from_a_file_of_the_machine(ada: Client, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text("row = 'contact'\nabout = 'the word is plum'\n")
    upload = handed_in(ada, {"tickets.csv": TICKETS})
    number = HandedFile.objects.get().pk
    told = {"form": "1", "as": "text", "source": "x", "toml": f"like = '{secret}'", "act": "keep"}
    page = ada.post(f"/bring/{upload.pk}/file/{number}/", told).content.decode()
    assert "There is no mapping" in page
    assert "plum" not in page
    assert HandedFile.objects.get().mapping == ""


def test_letters_no_database_takes_are_left_out_of_what_is_shown_and_kept(ada: Client) -> None:
    odd = TICKETS.replace("Claims", "Cla\0ims").encode() + b"T9,2025-09-09 09:00,mail,\xff\xfe,x,\n"
    upload = handed_in(
        ada, {"odd.csv": odd, "odd.mbox": b"From: a\0b@x.example\nDate: 1 Sep 2025 09:00\n\nHi\0\xff\n"}
    )
    kept = str(list(HandedFile.objects.values_list("look", flat=True)))
    assert "\\x00" not in kept
    assert "\\ud" not in kept
    assert ada.get(f"/bring/{upload.pk}/").status_code == 200


@pytest.mark.parametrize("key", ["0", "9" * 40, "-1", "²", "x", "1%00"])
def test_a_key_that_is_none_leads_to_a_page_all_the_same(ada: Client, key: str) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    number = Contact.objects.earliest("id").delivery_id
    assert ada.get(f"/bring/?before={key}").status_code == 200
    assert ada.get(f"/bring/delivery/{number}/aside/?after={key}&reason={key}").status_code == 200
    if key.isascii() and key.isdecimal():
        for path in ("/bring/{}/", "/bring/delivery/{}/", "/bring/aside/{}/", "/bring/{}/file/1/"):
            assert ada.get(path.format(key)).status_code == 404
