"""The cases as pages: looked up, paged, told with their conversation, and shown to the desk alone."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.entering import Enter
from unsung.ledger.actions.erasing import erase_person
from unsung.ledger.actions.recording import Draft
from unsung.ledger.cards.keeping import bring_up_to_date
from unsung.ledger.cards.models import Card
from unsung.ledger.cards.tests.cabinet import HOUR, NINE, filed, mailed, opened, recorded, said, seen
from unsung.publishing.tests.shelved import shelved

pytestmark = pytest.mark.django_db


def cases(many: int, channel: str = "mail") -> None:
    """So many cases, an hour apart."""
    recorded(*(opened(f"C{n}", NINE + n * HOUR, subject=f"Matter {n}", channel=channel) for n in range(many)))
    bring_up_to_date()


def matters(page: str) -> list[int]:
    return [int(n) for n in re.findall(r">Matter (\d+)<", page)]


def one(name: str = "C1") -> str:
    """The page of a case."""
    bring_up_to_date()
    return f"/cases/{Card.objects.get(external_id=name).number}/"


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_is_walked_forth_and_back_by_its_links(enter: Enter) -> None:
    cases(120)
    desk, path, seen_before = enter("member"), "/cases/", []
    while path:
        page = read(desk, path)
        seen_before.append(matters(page))
        path = (
            "/cases/" + (re.findall(r'rel="next" href="([^"]+)"', page) or [""])[0]
            if 'rel="next"' in page
            else ""
        )
    assert [n for some in seen_before for n in some] == list(range(119, -1, -1))
    back = "/cases/" + re.findall(r'rel="prev" href="([^"]+)"', page)[0].replace("&amp;", "&")
    assert matters(read(desk, back)) == seen_before[1]


def test_a_filter_that_is_kept_goes_along_from_page_to_page(enter: Enter) -> None:
    cases(60, channel="chat")
    recorded(opened("other", NINE + 99 * HOUR, subject="Matter 999"))
    bring_up_to_date()
    desk = enter("member")
    page = read(desk, "/cases/?channel=chat&q=matter")
    older = re.findall(r'rel="next" href="([^"]+)"', page)[0].replace("&amp;", "&")
    assert "channel=chat" in older
    assert "q=matter" in older
    assert [*matters(page), *matters(read(desk, f"/cases/{older}"))] == list(range(59, -1, -1))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=matter+1", [1]),
        ("q=matt+11", [11]),
        ("q=%22matter+1%22", [1]),
        ("month=2025-10", list(range(11, -1, -1))),
        ("month=2025-09", list(range(11, -1, -1))),
        ("channel=call", []),
        ("channel=nonsense", list(range(11, -1, -1))),
        ("state=settled", [3]),
        ("waits=on", [4]),
        ("category=Claims&q=matter+3", [3]),
        ("before=nonsense", list(range(11, -1, -1))),
        ("q=%22*%2F", []),
        ("before=99999999999999999999999", list(range(11, -1, -1))),
    ],
)
def test_words_and_filters_of_the_address_are_kept_to(enter: Enter, query: str, found: list[int]) -> None:
    cases(12)
    recorded(seen("C3", "settled"), said("C4", "Hello?"))
    bring_up_to_date()
    # A month in which there are no cases is none of the choices, and as good as left out.
    assert matters(read(enter("member"), f"/cases/?{query}")) == found


def test_what_nobody_has_said_is_said_to_be_found_nowhere(enter: Enter) -> None:
    cases(3)
    assert "No case is like this." in read(enter("member"), "/cases/?q=unheard")
    Card.objects.all().delete()
    assert "No cases yet." in read(enter("member"), "/cases/")


def test_no_page_asks_more_for_more_cases(enter: Enter) -> None:
    desk, counts = enter("member"), []
    for many in (2, 45):
        cases(many)
        recorded(*(said("C1", f"Word {n}.", at=NINE + n * HOUR) for n in range(many)))
        paths = ("/cases/", "/cases/?q=matter", "/cases/?channel=mail&category=Claims", one())
        counts.append([queries(desk, path) for path in paths])
    assert counts[0] == counts[1]


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def conversation(page: str) -> list[tuple[str, str]]:
    """What is told of each part: its head and its words."""
    parts = re.findall(r'<li class="ev[^>]*>(.*?)</li>', page, flags=re.DOTALL)
    return [
        (_first(r"<b>(.*?)</b>", part), _first(r'<p class="(?:voice|plain-words)">(.*?)</p>', part))
        for part in parts
    ]


def _first(pattern: str, text: str) -> str:
    return str((re.findall(pattern, text, flags=re.DOTALL) or [""])[0])


def test_a_case_tells_its_conversation_in_order_of_time(enter: Enter) -> None:
    recorded(
        opened("C1"),
        said("C1", "It is under water.", author_name="Kwame Osei", signature="K. Osei", quoted="> Dear all"),
        said("C1", "Help comes.", "desk", NINE + HOUR, author_name="Ada"),
        said("C1", "Same as Mrs Rahimi.", "desk", NINE + 2 * HOUR, public=False, author_name="Tomasz"),
        seen("C1", "open", team="Front desk"),
        seen("C1", "settled", NINE + 3 * HOUR, team="Claims"),
        seen("C1", "open", NINE + 50 * HOUR),
    )
    page = read(enter("member"), one())
    assert conversation(page) == [
        ("Kwame Osei, by mail", "It is under water."),
        ("With Front desk", ""),
        ("Ada, by mail", "Help comes."),
        ("Internal note, Tomasz", "Same as Mrs Rahimi."),
        ("Settled after 3 h. Passed to Claims", ""),
        ("Opened again after 47 h", ""),
    ]
    for said_too in (
        "<summary>Quoted</summary>",
        "<summary>Signed</summary>",
        "after 1 h",
        "My kitchen",
    ):
        assert said_too in page
    assert [head for head, _ in conversation(read(enter("member"), one() + "?show=internal"))] == [
        "With Front desk",
        "Internal note, Tomasz",
        "Settled after 3 h. Passed to Claims",
        "Opened again after 47 h",
    ]
    shown = read(enter("member"), one() + "?show=with")
    assert [words for _, words in conversation(shown)] == ["It is under water.", "Help comes."]


def test_a_mail_stands_in_the_conversation_it_is_filed_in(enter: Enter) -> None:
    recorded(opened("C1"), mailed("m1", "A plumber came."), filed("m1", "C1"))
    assert conversation(read(enter("lead"), one())) == [("Kwame Osei, by mail", "A plumber came.")]


def test_a_call_tells_how_it_ran(enter: Enter) -> None:
    run = {
        "contact_ref": "C1",
        "queued_s": 48,
        "answered": True,
        "talk_s": 300,
        "hold_s": 61,
        "transferred": True,
    }
    recorded(opened("C1", channel="call", subject=""), Draft("call", "C1/1", NINE, run))
    page = read(enter("member"), one())
    assert conversation(page) == [("Answered after 48 seconds", "")]
    assert "Talked 5 minutes, on hold 61 seconds, passed on." in page
    assert "<h1>A call from Kwame Osei</h1>" in page


def test_what_the_law_took_out_is_said_to_be_taken_out(enter: Enter) -> None:
    recorded(opened("C1"), said("C1", "It is under water.", author_key="osei@x.example"))
    erase_person(address="osei@x.example", ground="asked for it")
    page = read(enter("member"), one())
    assert "The words were taken out, as the law asks." in page
    assert "water" not in page


def test_other_cases_of_the_customer_stand_beside_a_case(enter: Enter) -> None:
    cases(3)
    recorded(opened("stranger", customer_key="darko@x.example", subject="Matter 77"))
    page = read(enter("member"), one())
    assert sorted(matters(page)) == [0, 1, 2]
    every = re.findall(r'href="(/cases/\?q=[^"]+)"', page)[0].replace("&amp;", "&")
    assert matters(read(enter("member"), every)) == [2, 1, 0]


def test_a_number_from_before_a_correction_leads_to_the_case(enter: Enter) -> None:
    recorded(opened("C1"))
    before = one()
    recorded(opened("C1", subject="Put right"))
    after = one()
    assert enter("member").get(before).headers["Location"] == after
    assert enter("member").get("/cases/999999/").status_code == 404
    assert enter("member").get(f"/cases/{10**25}/").status_code == 404


@pytest.mark.parametrize("who", ["anybody", "colleague", "editor", "answerer", "administrator"])
def test_nobody_but_the_desk_sees_a_case(enter: Enter, who: str) -> None:
    recorded(opened("C1"))
    for path in (one(), "/cases/", "/cases/?behind=csat&issue=2025-10"):
        answer = enter(who).get(path)
        assert answer.status_code in (302, 403)
        assert b"kitchen" not in answer.content


def test_the_cases_behind_a_figure_are_exactly_those(enter: Enter, tmp_path: Path) -> None:
    cases(70)
    places = [card.place for card in Card.objects.order_by("-place") if card.number % 10 != 0]
    issue = shelved(tmp_path, {"contact_volume": places})
    desk, path = enter("member"), "/cases/?behind=contact_volume&issue=2025-10"
    first = read(desk, path)
    assert f"{len(places)} cases, all that it was counted from." in first
    older = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")
    second = read(desk, f"/cases/{older}")
    expected = [
        int(card.subject.split()[1]) for card in Card.objects.order_by("-place") if card.place in places
    ]
    assert [*matters(first), *matters(second)] == expected
    newer = re.findall(r'rel="prev" href="([^"]+)"', second)[0].replace("&amp;", "&")
    assert matters(read(desk, f"/cases/{newer}")) == matters(first)
    assert "They cannot be picked out one by one." in read(desk, "/cases/?behind=backlog.open&issue=2025-10")
    for wrong in (
        "behind=fcr&issue=2025-01",
        "behind=none&issue=2025-10",
        "behind=fcr&issue=2025-10&version=9",
    ):
        assert desk.get(f"/cases/?{wrong}").status_code == 404
    assert issue.values["contact_volume"]["rows"] == len(places)


def test_behind_a_figure_a_corrected_case_is_still_there(enter: Enter, tmp_path: Path) -> None:
    cases(3)
    shelved(tmp_path, {"contact_volume": [card.place for card in Card.objects.order_by("-place")]})
    recorded(opened("C1", NINE + HOUR, subject="Matter 1001"))
    bring_up_to_date()
    assert matters(read(enter("member"), "/cases/?behind=contact_volume&issue=2025-10")) == [2, 1001, 0]


def test_a_case_names_its_desk_where_its_record_does(enter: Enter) -> None:
    recorded(opened("C1", desk_name="Night desk"), opened("C2"))
    assert "<dt>Desk</dt><dd>Night desk</dd>" in read(enter("member"), one("C1"))
    assert "<dt>Desk</dt>" not in read(enter("member"), one("C2"))


def test_a_case_of_a_mistyped_year_offers_its_month_and_none_without_cases(enter: Enter) -> None:
    cases(3)
    recorded(opened("odd", NINE.replace(year=2036)), opened("old", NINE.replace(year=1999)), source="typed")
    bring_up_to_date()
    offered = re.findall(r'<option value="(\d{4}-\d\d)"', read(enter("member"), "/cases/"))
    assert offered == ["2036-10", "2025-10", "1999-10"]
