"""The API: every operation asks for a token and its scope, and gives what is on record or says why not."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from unsung.flow.catching_up import print_again
from unsung.ground.home import home
from unsung.ground.visitor import ROLES, Role
from unsung.ledger.models import Contact, Delivery
from unsung.ledger.models import Role as Held
from unsung.publishing.models import Issue
from unsung.web.doors import VISITORS
from unsung.web.models import Program
from unsung.web.programs import SCOPES, let_in
from unsung.web.tests.asking import account, on_record, program, schema

pytestmark = pytest.mark.django_db
ROWS = b"id,opened_at,channel\nV1,2025-10-06 09:00,walkin\nV2,never,walkin\n"


@pytest.fixture(autouse=True)
def nothing_asked_before(db: None) -> Iterator[None]:
    """The counts of how often somebody asked begin anew."""
    cache.clear()
    account("editor")  # who is set up: before that, every address leads to setting up
    yield
    cache.clear()


@pytest.fixture
def records(tmp_path: Path) -> None:
    """A small desk on record."""
    on_record(tmp_path)


def operations() -> list[tuple[str, str, str]]:
    """Every operation of the schema: its method, its path, and the scope it says it asks for."""
    return [
        (method, path, operation["security"][0]["Token"][0])
        for path, held in schema()["paths"].items()
        for method, operation in held.items()
    ]


def ask(client: Client, method: str, path: str, **more: Any) -> Any:
    """The answer to an operation, its path's parts filled in with what is nobody's."""
    return getattr(client, method)(path.format(number=1), **more)


def do_jobs() -> None:
    """Do the jobs that wait, as the worker does; a worker of its own would close the test's connection."""
    while job := DBTaskResult.objects.filter(status="READY").order_by("enqueued_at").first():
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        DBTaskResult.objects.filter(pk=job.pk).update(status="SUCCESSFUL")


def signed_in(*roles: Role) -> Client:
    """A browser with somebody signed in who holds these roles."""
    client = Client()
    client.force_login(account(*roles))
    return client


def is_problem(answer: Any) -> bool:
    """Whether an answer is JSON with the words of a problem."""
    shape = schema()["components"]["schemas"]["Problem"]
    jsonschema.validate(answer.json(), shape)
    return bool(answer.json()["what"])


def test_there_are_operations_and_each_says_which_scope_it_asks_for() -> None:
    assert {scope for _, _, scope in operations()} <= set(SCOPES)
    assert {path for _, path, _ in operations()} >= {"/api/deliveries", "/api/cases/{number}", "/api/uploads"}


@pytest.mark.slow
@pytest.mark.parametrize("operation", operations(), ids=lambda each: " ".join(each[:2]))
def test_nothing_is_given_without_a_token_that_is_known(operation: tuple[str, str, str]) -> None:
    method, path, _ = operation
    shown = ["", "Bearer ", "Bearer x", "Bearer unsung_" + "x" * 43, "Basic dTpw", "unsung_x"]
    for words in shown:
        answer = ask(Client(headers={"Authorization": words} if words else {}), method, path)
        assert (answer.status_code, is_problem(answer)) == (401, True)


@pytest.mark.slow
@pytest.mark.parametrize("operation", operations(), ids=lambda each: " ".join(each[:2]))
@pytest.mark.parametrize(
    "roles", [(), *((role,) for role in ROLES)], ids=lambda each: "-".join(each) or "none"
)
def test_a_token_reaches_as_far_as_its_scope_and_the_roles_behind_it(
    operation: tuple[str, str, str], roles: tuple[Role, ...]
) -> None:
    method, path, scope = operation
    others = tuple(name for name in SCOPES if name != scope)
    refused = ask(program(*roles, scopes=others), method, path)
    assert (refused.status_code, is_problem(refused)) == (403, True)
    answer = ask(program(*roles, scopes=(scope,)), method, path)
    if SCOPES[scope].opens_for(VISITORS[roles[0] if roles else "colleague"]):
        assert answer.status_code == (400 if method == "post" else answer.status_code)
        assert answer.status_code in (200, 400, 404)
    else:
        assert (answer.status_code, is_problem(answer)) == (403, True)


def test_a_sign_in_alone_opens_nothing_to_a_program() -> None:
    assert signed_in("lead").get("/api/cases").status_code == 401


def test_a_token_ends_with_its_day_its_account_its_roles_or_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2025-11-03T09:00:00+00:00")
    of = account("lead")
    token = let_in(of, "sheet", ["cases:read"], date(2025, 11, 4))
    asks = Client(headers={"Authorization": f"Bearer {token}"})
    assert asks.get("/api/cases").status_code == 200
    monkeypatch.setenv("UNSUNG_NOW", "2025-11-04T23:59:00+00:00")
    assert asks.get("/api/cases").status_code == 200
    monkeypatch.setenv("UNSUNG_NOW", "2025-11-05T00:00:00+00:00")
    assert asks.get("/api/cases").status_code == 401
    monkeypatch.setenv("UNSUNG_NOW", "2025-11-03T09:00:00+00:00")
    of.is_active = False
    of.save()
    assert asks.get("/api/cases").status_code == 401
    of.is_active = True
    of.save()
    Held.objects.filter(person=of.person).delete()
    assert asks.get("/api/cases").status_code == 403
    Program.objects.all().delete()
    assert asks.get("/api/cases").status_code == 401


def test_of_a_token_only_a_hash_is_kept_and_of_its_use_only_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUNG_TEST", "1")
    monkeypatch.setenv("UNSUNG_NOW", "2025-11-03T09:00:00+00:00")
    token = let_in(account("lead"), "sheet", ["cases:read"], None)
    kept = Program.objects.values().get()
    assert token not in str(kept)
    assert token.removeprefix("unsung_") not in str(kept)
    assert kept["used_on"] is None
    Client(headers={"Authorization": f"Bearer {token}"}).get("/api/cases")
    assert Program.objects.get().used_on == date(2025, 11, 3)


@pytest.mark.slow
def test_a_program_that_asks_too_often_is_told_to_wait() -> None:
    asks, other = program("lead"), program("member")
    answers = [asks.get("/api/cases/1").status_code for _ in range(301)]
    assert answers == [404] * 300 + [429]
    told = asks.get("/api/cases/1")
    assert is_problem(told)
    assert int(told["Retry-After"]) > 0
    assert other.get("/api/cases/1").status_code == 404


def test_whoever_tries_tokens_out_is_told_to_wait() -> None:
    tried = [
        Client(headers={"Authorization": f"Bearer unsung_{n}"}).get("/api/cases").status_code
        for n in range(21)
    ]
    assert tried == [401] * 20 + [429]
    assert program("lead").get("/api/cases").status_code == 200


@pytest.mark.usefixtures("records")
def test_the_deliveries_and_what_was_put_aside_of_them() -> None:
    asks = program("lead")
    first = asks.get("/api/deliveries", {"limit": 1}).json()
    rest = asks.get("/api/deliveries", {"after": first["next"]}).json()
    told = first["deliveries"] + rest["deliveries"]
    assert [(each["name"], each["new"], each["rejected"]) for each in told] == [
        ("box.mbox", 2, 0),
        ("v.csv", 3, 2),
    ]
    assert rest["next"] is None
    number = told[1]["id"]
    assert asks.get(f"/api/deliveries/{number}").json() == told[1]
    assert asks.get("/api/deliveries", {"source": "mail"}).json()["deliveries"] == [told[0]]
    one = asks.get(f"/api/deliveries/{number}/rejects", {"limit": 1}).json()
    two = asks.get(f"/api/deliveries/{number}/rejects", {"after": one["next"]}).json()
    rows = [(each["line"], json.loads(each["raw"])["id"]) for each in one["rejects"] + two["rejects"]]
    assert rows == [(5, "V4"), (6, "V5")]
    # What customers said is for people of the desk alone, whoever runs Unsung.
    runs = program("administrator").get(f"/api/deliveries/{number}/rejects").json()["rejects"]
    assert [each["raw"] for each in runs] == [None, None]
    assert "“…” could not be read as a date" in runs[0]["what"]
    assert not [each for each in runs if "never" in each["what"]]


@pytest.mark.usefixtures("records")
def test_the_cases_by_wishes_and_page_by_page() -> None:
    asks = program("member")
    told, after = [], None
    while True:
        page = asks.get("/api/cases", {"limit": 1} | ({"after": after} if after else {})).json()
        told += page["cases"]
        after = page["next"]
        if after is None:
            break
    assert told == asks.get("/api/cases").json()["cases"]
    assert [each["id"] for each in told] == list(
        Contact.objects.filter(standing="contact")
        .order_by("-happened_at", "-id")
        .values_list("id", flat=True)
    )
    assert len(told) == 4
    wishes = {"channel": "walkin", "category": "Claims", "opened_from": "2025-10-06T09:00:00Z"}
    assert [each["external_id"] for each in asks.get("/api/cases", wishes).json()["cases"]] == ["V1"]
    none = asks.get("/api/cases", {"opened_before": "2025-10-06T09:00:00Z"}).json()
    assert none == {"cases": [], "next": None}


@pytest.mark.usefixtures("records")
def test_a_case_with_its_conversation() -> None:
    asks = program("member")
    (mail,) = asks.get("/api/cases", {"source": "mail"}).json()["cases"]
    whole = asks.get(f"/api/cases/{mail['id']}").json()
    assert whole["subject"] == "My claim"
    assert [(said["author_kind"], said["words"].strip()) for said in whole["messages"]] == [
        ("customer", "Where is my claim?"),
        ("desk", "It is on its way."),
    ]
    (row,) = asks.get("/api/cases", {"customer": "Mrs Darko"}).json()["cases"]
    states = asks.get(f"/api/cases/{row['id']}").json()["states"]
    assert states[-1]["state"] == "settled"


@pytest.mark.usefixtures("records")
def test_the_number_of_questions_grows_with_no_rows() -> None:
    asks = program("member")
    asks.get("/api/cases")
    rejects = f"/api/deliveries/{Delivery.objects.order_by('-rejected')[0].pk}/rejects"
    for path in ("/api/cases", "/api/deliveries", rejects):
        counts = []
        for limit in (1, 4):
            with CaptureQueriesContext(connection) as asked:
                asks.get(path, {"limit": limit})
            counts.append(len(asked))
        assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/cases?after=x", "after"),
        ("/api/cases?limit=201", "limit"),
        ("/api/cases?after=9223372036854775808", "after"),
        ("/api/cases?opened_from=2025-10-06T09:00:00", "opened_from"),
        ("/api/cases?opened_from=9999-12-31T23:59:59-14:00", "opened_from"),
        ("/api/cases?category=%00", "category"),
        ("/api/cases/x", "number"),
        ("/api/deliveries?source=%00", "source"),
    ],
)
def test_what_is_not_asked_as_it_must_be_is_told_by_field(path: str, field: str) -> None:
    answer = program("member").get(path)
    assert (answer.status_code, is_problem(answer)) == (422, True)
    assert field in answer.json()["fields"][0]["field"]


def test_a_file_is_brought_by_a_job_and_its_state_is_its_bringers_alone() -> None:
    asks = program("lead", scopes=("deliveries:write",))
    table = SimpleUploadedFile("../../v.csv", ROWS)
    answer = asks.post("/api/uploads", {"file": table, "source": "walk-ins", "map": "plain"})
    assert answer.status_code == 202
    number = answer.json()["id"]
    assert asks.get(f"/api/uploads/{number}").json()["state"] == "goes"
    assert program("member").get(f"/api/uploads/{number}").status_code == 404
    do_jobs()
    told = asks.get(f"/api/uploads/{number}").json()
    delivery = Delivery.objects.get()
    assert (told["state"], told["new"], told["rejected"]) == ("done", 1, 1)
    assert told["deliveries"] == [delivery.pk]
    assert (delivery.source.name, delivery.name) == ("walk-ins", "v.csv")
    # Cut off after it was done and taken up again, a job tells the same and brings nothing twice.
    DBTaskResult.objects.update(status="READY", return_value=None, finished_at=None)
    do_jobs()
    assert asks.get(f"/api/uploads/{number}").json() == told
    assert Delivery.objects.count() == 1
    assert [path for path in home().uploads.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("empty.csv", b"", "empty.csv is empty."),
        ("x.csv", b"a,b\n1,2\n", "x.csv"),
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "photo.png"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(name: str, held: bytes, said: str) -> None:
    answer = program("lead").post("/api/uploads", {"file": SimpleUploadedFile(name, held)})
    assert (answer.status_code, is_problem(answer)) == (400, True)
    assert said in answer.json()["what"]
    assert [path for path in home().uploads.rglob("*") if path.is_file()] == []
    assert program("lead").post("/api/uploads", {}).json()["what"] == "No file was sent."


@pytest.fixture
def printed(records: None) -> None:
    """The review of October, printed twice."""
    for _ in range(2):
        print_again("2025-10")


@pytest.mark.slow
@pytest.mark.usefixtures("printed")
def test_the_printed_reviews_and_the_figures_of_one_as_they_were_printed() -> None:
    asks = program("editor")
    (review,) = asks.get("/api/reviews").json()["reviews"]
    assert (review["month"], review["version"]) == ("2025-10", 2)
    told = asks.get("/api/figures", {"month": "2025-10"}).json()
    assert told == asks.get("/api/figures").json()
    assert {name: told[name] for name in review} == review
    first = asks.get("/api/figures", {"month": "2025-10", "version": "1"}).json()
    assert (first["version"], first["figures"]) == (1, told["figures"])
    assert asks.get("/api/figures", {"month": "2025-09"}).status_code == 404
    assert asks.get("/api/figures", {"month": "2025-10", "version": "3"}).status_code == 404
    assert asks.get("/api/figures", {"month": "October"}).status_code == 422
    # What is the team's alone is given to the team alone, as on the pages.
    whole = json.loads(Issue.objects.get(version=2).figures)["figures"]
    assert program("member").get("/api/figures").json()["figures"] == whole
    ours = {each["id"] for each in whole} - {each["id"] for each in told["figures"]}
    values = Issue.objects.get(version=2).values
    assert ours == {id for id, each in values.items() if each["audience"] == "T"}
    assert ours


def test_a_mapping_is_one_of_ours_and_no_file_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('row = "contact"\n')
    asks = program("lead")
    for name in (str(tmp_path / "own.toml"), "../mappings/plain", "none"):
        answer = asks.post("/api/uploads", {"file": SimpleUploadedFile("v.csv", ROWS), "map": name})
        assert (answer.status_code, is_problem(answer)) == (400, True)
    assert Delivery.objects.count() == 0


def test_a_fault_of_ours_gives_a_code_and_nothing_of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*words: object) -> None:
        raise RuntimeError(f"secret of {home().folder}")

    monkeypatch.setattr("unsung.rooms.cases.asked.case", break_down)
    answer = program("lead").get("/api/cases/1")
    assert (answer.status_code, is_problem(answer)) == (500, True)
    assert "secret" not in answer.content.decode()
    assert str(home().folder) not in answer.content.decode()


def test_the_schema_and_its_page_come_from_here_alone() -> None:
    told = Client().get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.")
    for operations_ in told["paths"].values():
        for operation in operations_.values():
            assert {"400", "401", "403", "404", "422", "429"} <= set(operation["responses"])
    for asks in (Client(), signed_in("lead")):
        page = asks.get("/api/docs").content.decode()
        for method, path, scope in operations():
            assert f"{method.upper()} {path}" in page
            assert scope in page
        assert "//cdn" not in page
        assert "https://" not in page


@pytest.mark.parametrize("path", ["/api/nothing", "/api/", "/api/deliveries/1/nothing", "/api/cases/"])
def test_an_address_that_there_is_none_of_is_told_in_words(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, is_problem(answer)) == (404, True)
    assert answer.json()["what"] == "There is nothing of that name here."


def test_a_way_of_asking_that_an_address_does_not_take_is_told_in_words() -> None:
    answer = Client().delete("/api/cases")
    assert (answer.status_code, is_problem(answer)) == (405, True)
    assert "GET" in answer.headers["Allow"]


def test_what_is_read_is_asked_with_head_as_with_get(records: None) -> None:
    answer = program("member", scopes=("cases:read",)).head("/api/cases")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Type"].startswith("application/json")
    assert Client().head("/api/cases").status_code == 401


def test_pages_are_told_of_faults_in_pages() -> None:
    assert Client().get("/nothing/").headers["Content-Type"].startswith("text/html")


def test_that_a_new_password_ends_no_program_stands_where_programs_are_ended() -> None:
    assert "A new password ends no program" in signed_in("member").get("/sign-in/programs/").content.decode()
