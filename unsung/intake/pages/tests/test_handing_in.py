"""Handing in: what a file is understood as is shown first, it is brought in once, and taken away then."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks import task

from tests.entering import Enter
from unsung.intake import jobs
from unsung.intake.models import HandedFile, Upload
from unsung.intake.pages.tests.records import (
    STRANGE,
    TICKETS,
    archive,
    brought_in,
    handed_in,
    kept_files,
    mails,
    work,
)
from unsung.ledger.models import Delivery
from unsung.ledger.queries.standing import facts_digest, standing

pytestmark = pytest.mark.django_db
FOLLOWED: list[str] = []


@task()
def follows() -> None:
    """What follows once records came in."""
    FOLLOWED.append("brought up to date")


@pytest.fixture
def ada(enter: Enter) -> Client:
    return enter("member")


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_handed_in_is_shown_and_nothing_is_on_record_yet(ada: Client) -> None:
    upload = handed_in(ada, {"inbox.mbox": mails(6), "tickets.csv": TICKETS})
    page = text(ada, f"/bring/{upload.pk}/")
    for said in ("6 mails", "4 rows", "each row is a conversation", "Conversation T1 by phone", "Matter 0"):
        assert said in page
    assert "1 of the first 4 would be put aside" in page
    assert not Delivery.objects.exists()
    assert not standing("message").exists()


def test_files_lie_in_the_home_under_names_of_our_own_and_no_address_serves_them(ada: Client) -> None:
    upload = handed_in(ada, {"../../evil.csv": TICKETS})
    (path,) = kept_files()
    kept = HandedFile.objects.get(upload=upload)
    assert (path.name, kept.name) == (kept.kept, "evil.csv")
    assert "evil" not in path.name
    assert path.stat().st_mode & 0o077 == 0
    for address in (f"/static/{path.name}", f"/uploads/{path.name}", f"/bring/{path.name}"):
        assert ada.get(address).status_code == 404


def test_brought_in_it_is_on_record_under_the_names_people_know_and_the_files_are_gone(ada: Client) -> None:
    upload = brought_in(ada, {"inbox.mbox": mails(6), "tickets.csv": TICKETS})
    assert upload.state == Upload.DONE
    assert sorted(Delivery.objects.values_list("name", "source__name", "new", "rejected")) == [
        ("inbox.mbox", "mail", 6, 0),
        ("tickets.csv", "plain", 3, 1),
    ]
    assert kept_files() == []
    assert "3 new, 0 known already, 1 put aside" in text(ada, f"/bring/{upload.pk}/")
    listed = text(ada, "/bring/")
    assert listed.count("Ada Boateng") >= 2
    assert "1 waits" in listed


def test_started_twice_it_is_one_job(ada: Client) -> None:
    upload = handed_in(ada, {"tickets.csv": TICKETS})
    for _ in range(2):
        assert ada.post(f"/bring/{upload.pk}/start/").status_code == 302
    assert work() == ["bring_upload_in", "bring_up_to_date"]


@pytest.mark.parametrize(
    "files", [{"inbox.mbox": mails(6)}, {"both.zip": archive({"a.mbox": mails(6), "b.csv": TICKETS})}]
)
def test_a_job_cut_off_anywhere_and_done_again_does_nothing_twice(
    ada: Client, files: dict[str, str | bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = brought_in(ada, files)
    clean, deliveries = (
        facts_digest(),
        list(Delivery.objects.values("id", "new", "known", "rejected", "reached")),
    )
    # As after a kill once every delivery was closed, and before that was noted at the file.
    HandedFile.objects.update(ended_at=None)
    Upload.objects.update(state=Upload.GOES)
    handed_in(ada, files)
    again = HandedFile.objects.latest("id")
    HandedFile.objects.filter(upload=upload).update(kept=again.kept)
    jobs.bring_upload_in.call(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, facts_digest()) == (Upload.DONE, clean)
    assert list(Delivery.objects.values("id", "new", "known", "rejected", "reached")) == deliveries


def test_an_upload_that_is_done_is_left_alone_by_a_job_that_comes_again(ada: Client) -> None:
    upload = brought_in(ada, {"tickets.csv": TICKETS})
    jobs.bring_upload_in.call(upload.pk)
    assert Delivery.objects.count() == 1


def test_what_follows_is_asked_for_once_records_are_in(ada: Client, settings: Any) -> None:
    settings.AFTER_BRINGING = [f"{__name__}.follows"]
    FOLLOWED.clear()
    brought_in(ada, {"tickets.csv": TICKETS})
    assert FOLLOWED == ["brought up to date"]


def test_what_follows_and_is_not_there_is_left_out(settings: Any) -> None:
    settings.AFTER_BRINGING = ["unsung.flow.nowhere.bring_up_to_date", "unsung.nowhere.x.y"]
    jobs.follow_up()
    assert work() == []


def test_what_follows_and_is_broken_is_a_fault(settings: Any) -> None:
    settings.AFTER_BRINGING = ["unsung.intake.jobs.nothing_of_this_name"]
    with pytest.raises(ImportError):
        jobs.follow_up()


def test_a_table_nothing_is_known_of_must_be_explained_before_it_can_be_brought_in(ada: Client) -> None:
    upload = handed_in(ada, {"meldungen.csv": STRANGE})
    page = text(ada, f"/bring/{upload.pk}/")
    assert "not clear yet" in page
    assert "Say which column is which" in page
    assert "Bring it in</button>" not in page


def test_a_file_left_out_is_not_brought_in_and_can_be_taken_in_after_all(ada: Client) -> None:
    upload = handed_in(ada, {"meldungen.csv": STRANGE, "tickets.csv": TICKETS})
    number = HandedFile.objects.get(name="meldungen.csv").pk
    ada.post(f"/bring/{upload.pk}/file/{number}/out/", {"take_in": "1"})
    ada.post(f"/bring/{upload.pk}/file/{number}/out/")
    assert "Bring it in</button>" in text(ada, f"/bring/{upload.pk}/")
    ada.post(f"/bring/{upload.pk}/start/")
    work()
    assert [each.name for each in Delivery.objects.all()] == ["tickets.csv"]
    assert kept_files() == []


def test_an_upload_that_is_left_leaves_no_file(ada: Client) -> None:
    upload = handed_in(ada, {"tickets.csv": TICKETS})
    assert ada.post(f"/bring/{upload.pk}/leave/").status_code == 302
    assert kept_files() == []
    assert "Nothing of it is on record" in text(ada, f"/bring/{upload.pk}/")
    ada.post(f"/bring/{upload.pk}/start/")
    assert work() == []


def test_a_file_that_is_gone_stops_itself_and_not_the_others(ada: Client) -> None:
    upload = handed_in(ada, {"a.csv": TICKETS, "b.csv": TICKETS.replace("T", "U")})
    gone = HandedFile.objects.get(name="a.csv")
    next(path for path in kept_files() if path.name == gone.kept).unlink()
    ada.post(f"/bring/{upload.pk}/start/")
    work()
    upload.refresh_from_db()
    assert upload.state == Upload.STOPPED
    page = text(ada, f"/bring/{upload.pk}/")
    assert "a.csv is no longer here" in page
    assert "Go on</button>" in page
    assert [each.name for each in Delivery.objects.all()] == ["b.csv"]


def test_a_job_that_broke_says_a_code_and_can_be_gone_on_with(
    ada: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    upload = handed_in(ada, {"tickets.csv": TICKETS})

    def breaks(*told: object) -> None:
        raise RuntimeError("secret of the machine")

    with monkeypatch.context() as broken:
        broken.setattr("unsung.intake.handed_in.receive", breaks)
        ada.post(f"/bring/{upload.pk}/start/")
        work()
    page = text(ada, f"/bring/{upload.pk}/")
    assert "Something broke on our side; the code is" in page
    assert "secret" not in page
    assert "secret" in caplog.text
    ada.post(f"/bring/{upload.pk}/start/")
    work()
    upload.refresh_from_db()
    assert upload.state == Upload.DONE


def test_a_job_that_ended_without_a_word_can_be_gone_on_with(ada: Client) -> None:
    upload = handed_in(ada, {"tickets.csv": TICKETS})
    Upload.objects.update(state=Upload.GOES, job="")
    assert "Go on</button>" in text(ada, f"/bring/{upload.pk}/")
    ada.post(f"/bring/{upload.pk}/start/")
    assert work() == ["bring_upload_in", "bring_up_to_date"]


def test_a_job_that_ended_without_a_word_can_be_left_and_one_at_work_cannot(ada: Client) -> None:
    upload = handed_in(ada, {"tickets.csv": TICKETS})
    ada.post(f"/bring/{upload.pk}/start/")
    ada.post(f"/bring/{upload.pk}/leave/")
    assert len(kept_files()) == 1
    Upload.objects.update(job="")
    ada.post(f"/bring/{upload.pk}/leave/")
    assert (Upload.objects.get().state, kept_files()) == (Upload.LEFT, [])
    assert work() == ["bring_upload_in"]
    assert not Delivery.objects.exists()


def test_while_it_goes_the_page_shows_how_far_and_then_leads_on(ada: Client) -> None:
    upload = handed_in(ada, {"tickets.csv": TICKETS})
    ada.post(f"/bring/{upload.pk}/start/")
    page = text(ada, f"/bring/{upload.pk}/")
    assert "Looking through tickets.csv" in page
    assert '<meta http-equiv="refresh"' in page
    assert "0 of about 4 read" in text(ada, f"/bring/{upload.pk}/progress/")
    work()
    answer = ada.get(f"/bring/{upload.pk}/progress/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/bring/{upload.pk}/"


def test_rows_are_seen_by_the_desk_and_by_who_handed_them_in(enter: Enter) -> None:
    brought = enter("administrator", name="Ruth Adler")
    upload = handed_in(brought, {"tickets.csv": TICKETS})
    assert "osei@x.example" in text(brought, f"/bring/{upload.pk}/")
    assert "osei@x.example" in text(enter("member"), f"/bring/{upload.pk}/")
    other = enter("administrator", name="Olga Other")
    assert "osei@x.example" not in text(other, f"/bring/{upload.pk}/")
    number = HandedFile.objects.get().pk
    assert "osei@x.example" not in text(other, f"/bring/{upload.pk}/file/{number}/")


def test_no_file_chosen_is_said_at_the_field(ada: Client) -> None:
    answer = ada.post("/bring/")
    assert answer.status_code == 400
    assert "Choose at least one file." in answer.content.decode()


@pytest.mark.parametrize("path", ["/bring/", "/bring/{upload}/"])
def test_a_page_asks_as_much_for_many_as_for_few(ada: Client, path: str) -> None:
    upload = brought_in(ada, {"a.csv": TICKETS})
    for n in range(2):
        brought_in(ada, {f"{n}.csv": TICKETS.replace("T", f"{n}-")})
    few = counted(ada, path.format(upload=upload.pk))
    files = {f"more {n}.csv": TICKETS.replace("T", f"m{n}-") for n in range(12)}
    many = brought_in(ada, files)
    assert counted(ada, path.format(upload=many.pk)) == few


def counted(client: Client, path: str) -> int:
    """How many questions a page asks of the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
