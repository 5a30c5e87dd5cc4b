"""What was put aside: read again once it is corrected, recorded once, kept, and harmless as CSV."""

import csv
import io

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.intake.asides import rejects_explained
from unsung.intake.models import Reject
from unsung.intake.pages.asides import harmless
from unsung.intake.pages.tests.records import TICKETS, brought_in, mails, work
from unsung.intake.pages.tests.test_handing_in import counted, text
from unsung.intake.withdrawing import withdraw
from unsung.ledger.models import Contact, Delivery
from unsung.ledger.queries.standing import facts_digest, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(enter: Enter) -> Client:
    return enter("member")


def cells(reject: Reject, client: Client, **said: str) -> dict[str, str]:
    """The form of a reject with these columns corrected."""
    page = text(client, f"/bring/aside/{reject.pk}/")
    names = ["id", "opened", "channel", "customer", "category", "resolved"]
    assert all(f'name="cell-{number}"' in page for number in range(len(names)))
    return {f"cell-{names.index(name)}": value for name, value in said.items()}


def test_they_are_grouped_by_reason_with_place_and_what_to_do(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS + "T5,later,mail,x,y,\nT6,2025-09-03 09:00,mail,x\n"})
    page = text(ada, f"/bring/delivery/{Delivery.objects.get().pk}/aside/")
    assert "opened: “…” could not be read as a date" in page
    assert "It has 4 fields where the header has 6" in page
    assert "tickets.csv, line 4" in page
    assert "“soon” could not be read as a date" in page
    assert "say so in the mapping" in page


def test_a_row_put_right_is_on_record_in_its_delivery_and_the_reject_is_kept(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    delivery, reject = Delivery.objects.get(), Reject.objects.get()
    assert 'value="soon"' in text(ada, f"/bring/delivery/{delivery.pk}/aside/")
    told = cells(reject, ada, opened="2025-09-05 09:00")
    for _ in range(2):
        assert ada.post(f"/bring/aside/{reject.pk}/", told).status_code in (200, 302)
    fact = Contact.objects.get(external_id="T3")
    assert (fact.delivery_id, f"{fact.happened_at:%d.%m.%Y}") == (delivery.pk, "05.09.2025")
    delivery.refresh_from_db()
    reject.refresh_from_db()
    assert (delivery.new, delivery.known, delivery.rejected) == (4, 0, 0)
    assert (reject.state, b"soon" in bytes(reject.raw)) == (Reject.MENDED, True)
    assert "Put right" in text(ada, f"/bring/aside/{reject.pk}/")


def test_put_right_it_is_as_if_the_file_had_been_right(ada: Client) -> None:
    empty = facts_digest()
    brought_in(ada, {"right.csv": TICKETS.replace("soon", "2025-09-05 09:00")})
    right = facts_digest()
    lead = Delivery.objects.get()
    withdraw(lead, None)
    assert facts_digest() == empty
    brought_in(ada, {"tickets.csv": TICKETS})
    reject = Reject.objects.get()
    ada.post(f"/bring/aside/{reject.pk}/", cells(reject, ada, opened="2025-09-05 09:00"))
    assert facts_digest() == right


def test_what_still_cannot_be_read_says_why_and_is_not_lost(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    reject = Reject.objects.get()
    page = ada.post(f"/bring/aside/{reject.pk}/", cells(reject, ada, opened="later on")).content.decode()
    assert "“later on” could not be read as a date" in page
    assert 'value="later on"' in page
    assert Reject.objects.get().state == Reject.WAITS


def test_advice_on_a_page_asks_for_no_option_of_a_command(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    brought_in(ada, {"mended.csv": TICKETS.replace("T1,2025-09-01 09:00,phone", "T1,2025-09-01 08:00,mail")})
    reject = Reject.objects.get(reason__contains="is on record and differs there")
    for path in (
        f"/bring/aside/{reject.pk}/",
        f"/bring/delivery/{reject.delivery_id}/aside/?reason={reject.pk}",
    ):
        page = text(ada, path)
        assert "If this row is right, read it again and let it correct the record;" in page
        assert "unsung import" not in page
        assert "--as" not in page


def test_under_a_new_fault_no_advice_for_the_earlier_one_stands(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    reject = Reject.objects.get()
    assert "say so in the mapping" in text(ada, f"/bring/aside/{reject.pk}/")
    told = cells(reject, ada, opened="2025-09-05 09:00", channel="pigeon", resolved="2025-09-04 09:00")
    page = ada.post(f"/bring/aside/{reject.pk}/", told).content.decode()
    assert "Not yet:" in page
    assert "if all dates are written like this" not in page


def test_a_line_that_does_not_fit_the_header_is_corrected_as_it_lies_there(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS + "T6,2025-09-03 09:00,mail,x\n"})
    reject = Reject.objects.get(reason__startswith="It has 4 fields")
    page = text(ada, f"/bring/aside/{reject.pk}/")
    assert "The columns are id, opened, channel" in page
    assert (
        ada.post(f"/bring/aside/{reject.pk}/", {"text": "T6,2025-09-03 09:00,mail,x,Claims,"}).status_code
        == 302
    )
    assert Contact.objects.get(external_id="T6").category == "Claims"


def test_a_mail_put_right_is_filed_with_the_others_of_its_conversation(ada: Client) -> None:
    broken = mails(4).replace("From: desk@y.example\n", "", 1).replace("From desk@y.example", "From -", 1)
    brought_in(ada, {"inbox.mbox": broken})
    reject = Reject.objects.get()
    page = text(ada, f"/bring/aside/{reject.pk}/")
    assert "says who sent it" in page
    raw = bytes(reject.raw).decode()
    mended = raw.replace("To: ", "From: desk@y.example\r\nTo: ", 1)
    assert ada.post(f"/bring/aside/{reject.pk}/", {"text": mended}).status_code == 302
    assert "file_mails" in work()
    clean = facts_digest()
    withdraw(Delivery.objects.get(), None)
    brought_in(ada, {"right.mbox": mails(4)})
    assert facts_digest() == clean


def test_a_row_that_differs_from_the_record_may_correct_it_where_somebody_says_so(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    brought_in(ada, {"mended.csv": TICKETS.replace("T1,2025-09-01 09:00,phone", "T1,2025-09-01 08:00,mail")})
    reject = Reject.objects.get(reason__contains="is on record and differs there")
    how = "(channel “call”, here “mail”; opened “2025-09-01 09:00 UTC”, here “2025-09-01 08:00 UTC”)"
    assert f"the contact “T1” is on record and differs there {how}." in reject.what
    page = ada.post(f"/bring/aside/{reject.pk}/", {}).content.decode()
    assert "let it correct the record" in page
    assert standing("contact").get(external_id="T1").channel == "call"
    assert Reject.objects.get(pk=reject.pk).state == Reject.WAITS
    assert any("differs there" in each for each in rejects_explained())
    assert ada.post(f"/bring/aside/{reject.pk}/", {"correct": "on"}).status_code == 302
    assert standing("contact").get(external_id="T1").channel == "mail"
    # What was put right is on record, and no reason to tell any more.
    assert not any("differs there" in each for each in rejects_explained())


def test_one_or_all_of_a_reason_can_be_set_aside_for_good_and_are_kept(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS + "T5,later,mail,x,y,\nT6,never,mail,x,y,\n"})
    number = Delivery.objects.get().pk
    one = Reject.objects.earliest("id")
    assert ada.post(f"/bring/aside/{one.pk}/", {"aside": "1"}).status_code == 302
    ada.post(f"/bring/delivery/{number}/aside/", {"reason": str(one.pk)})
    assert set(Reject.objects.values_list("state", flat=True)) == {Reject.ASIDE}
    assert ada.post(f"/bring/aside/{one.pk}/", cells_of("x")).status_code == 200
    assert Contact.objects.filter(external_id="T3").count() == 0


def cells_of(opened: str) -> dict[str, str]:
    return {"cell-1": opened}


def test_what_was_put_aside_before_it_was_read_can_only_be_looked_at(ada: Client) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    whole = Reject.objects.create(
        delivery=Delivery.objects.get(), file="x.zip:y", what="y could not be opened."
    )
    page = text(ada, f"/bring/aside/{whole.pk}/")
    assert "Mend the file itself and bring it in again" in page
    assert "Read it again" not in page


@pytest.mark.parametrize("role", ["administrator", "editor", "answerer", "colleague"])
def test_what_customers_wrote_is_read_by_people_of_the_desk_alone(
    ada: Client, enter: Enter, role: str
) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    delivery, reject = Delivery.objects.get().pk, Reject.objects.get().pk
    for path in (
        f"/bring/delivery/{delivery}/aside/",
        f"/bring/delivery/{delivery}/aside.csv",
        f"/bring/aside/{reject}/",
    ):
        assert enter(role).get(path).status_code == 403
        assert enter(role).post(path).status_code == 403


def test_an_administrator_sees_the_reasons_without_what_stands_there(ada: Client, enter: Enter) -> None:
    brought_in(ada, {"tickets.csv": TICKETS})
    page = text(enter("administrator"), f"/bring/delivery/{Delivery.objects.get().pk}/")
    assert "opened: “…” could not be read as a date" in page
    assert "soon" not in page


@pytest.mark.parametrize("risky", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(risky: str) -> None:
    assert harmless(risky) == f"'{risky}"
    assert harmless(f"a{risky}") == f"a{risky}"


def test_the_download_holds_every_reject_by_column_and_no_formula(ada: Client) -> None:
    rows = "=T7,soon,@SUM(A1),+44 1,-x,\nT8,2025-09-03 09:00\n"
    brought_in(ada, {"=tickets.csv": TICKETS + rows})
    answer = ada.get(f"/bring/delivery/{Delivery.objects.get().pk}/aside.csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"] == 'attachment; filename="put-aside-tickets.csv"'
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    found = list(csv.DictReader(io.StringIO(content)))
    assert [row["id"] for row in found] == ["T3", "'=T7", ""]
    assert (found[1]["channel"], found[1]["customer"], found[1]["category"]) == ("'@SUM(A1)", "'+44 1", "'-x")
    assert found[2]["as it stands"] == "T8,2025-09-03 09:00"
    assert {row["now"] for row in found} == {"waits"}
    risky = [
        cell
        for row in csv.reader(io.StringIO(content))
        for cell in row
        if cell.startswith(("=", "+", "-", "@", "\t"))
    ]
    assert risky == []


def test_many_are_paged_by_key_and_ask_no_more_than_few(ada: Client) -> None:
    many = "".join(f"M{n},soon,mail,x,y,\n" for n in range(45))
    brought_in(ada, {"few.csv": TICKETS})
    few = counted(ada, f"/bring/delivery/{Delivery.objects.latest('id').pk}/aside/")
    brought_in(ada, {"many.csv": TICKETS + many})
    path = f"/bring/delivery/{Delivery.objects.latest('id').pk}/aside/"
    assert counted(ada, path) == few
    seen, page = 0, text(ada, path)
    while True:
        seen += page.count('<a class="plainlink" href="/bring/aside/')
        after = page.partition("&amp;after=")[2].partition('"')[0]
        if not after:
            break
        reason = page.partition('class="btn s" href="?reason=')[2].partition("&")[0]
        page = text(ada, f"{path}?reason={reason}&after={after}")
    assert seen == 46
