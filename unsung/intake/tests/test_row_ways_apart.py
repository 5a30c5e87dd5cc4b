"""Tables, call records, chats and mails are told apart by name and first bytes."""

import io
from collections.abc import Callable

import pytest
import xlsxwriter

from unsung.intake.sources.calls import CALLS
from unsung.intake.sources.chats import CHATS
from unsung.intake.sources.table import TABLE
from unsung.intake.tests.reading_rows import piece

MASTER = (
    '"","020","600","from-trunk","""Mo"" <020>","SIP/t-1","SIP/2-2","Queue","claims","2025-10-01 08:01:12",'
    '"2025-10-01 08:01:30","2025-10-01 08:05:22",250,232,"ANSWERED","DOCUMENTATION","1759305672.1",""\n'
)
CHAT = '{"id": "c1", "channel": "chat", "turns": [{"at": 1759309200, "who": "desk", "text": "hello"}]}\n'


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_row(0, 0, ["id", "opened_at"])
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "known_by"),
    [
        ("Master.csv", lambda: MASTER, ["calls"]),
        ("cdr.txt", lambda: MASTER * 3, ["calls"]),
        ("chats.jsonl", lambda: CHAT, ["chats"]),
        ("chats.json", lambda: CHAT.replace("hello", "x" * 100_000), ["chats"]),
        ("rows.jsonl", lambda: '{"id": 1, "opened": "2025-10-01"}\n', ["table"]),
        ("rows.csv", lambda: "id,opened\n1,2025-10-01\n", ["table"]),
        ("rows.txt", lambda: "id;opened\n1;2025-10-01\n", ["table"]),
        ("empty.csv", lambda: "", ["table"]),
        ("own words.csv", lambda: "Farbe;Gewicht\nrot;12\n", ["table"]),
        ("book.xlsx", workbook, ["table"]),
        ("book", workbook, ["table"]),
        ("notes.txt", lambda: "Hello, this is a note.\nIt has commas, too.\n", []),
        ("mail.eml", lambda: "From: a@example.org\nTo: b@example.org\nSubject: x, y\n\nid,opened\n1,2\n", []),
        (
            "archive",
            lambda: "From a@example.org Wed Oct  1 09:00:00 2025\nFrom: a@example.org\n\nhello\n",
            [],
        ),
        ("one.json", lambda: '[{"id": 1, "opened": "2025-10-01"}]\n', []),
        ("one.vcon", lambda: '{\n  "vcon": "0.0.1"\n}\n', []),
        ("picture.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, []),
        ("letters.zip", lambda: b"PK\x03\x04\x14\x00\x00\x00\x00\x00mail.eml", []),
    ],
)
def test_a_piece_is_known_by_the_way_in_it_is_for(
    name: str, content: Callable[[], str | bytes], known_by: list[str]
) -> None:
    found = piece(name, content())

    assert [way.name for way in (CHATS, CALLS, TABLE) if way.knows(found, found.head())] == known_by
