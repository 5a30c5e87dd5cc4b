"""The mapping of a file: chosen by columns or written as text, tried on its first rows, and kept."""

import tomllib

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.intake.models import HandedFile
from unsung.intake.pages.forms import Choice, preset_named
from unsung.intake.pages.tests.records import STRANGE, TICKETS, handed_in, mails, work
from unsung.intake.pages.toml_text import written
from unsung.intake.pages.words import FIELDS, MEANINGS, PRESETS, ROWS
from unsung.intake.tables.fields import CHOICES, ROW_KINDS
from unsung.intake.tables.mapping import checked, load_mapping, preset_names
from unsung.ledger.models import Contact, Delivery, Source

CHOSEN = {
    "form": "1",
    "source": "meldungen",
    "preset": "own",
    "preset_was": "own",
    "row": "contact",
    "row_was": "contact",
    "column-id": "Nummer",
    "column-opened_at": "Gemeldet am",
    "column-channel": "Kanal",
    "value-channel-0": "Telefon",
    "means-channel-0": "call",
    "value-channel-1": "Schalter",
    "means-channel-1": "walkin",
    "dates": "day first",
    "zone": "Europe/Berlin",
}


@pytest.fixture
def ada(enter: Enter) -> Client:
    return enter("member")


def path_of(client: Client, name: str, content: str) -> str:
    """The address of one file that was handed in."""
    upload = handed_in(client, {name: content})
    return f"/bring/{upload.pk}/file/{HandedFile.objects.get().pk}/"


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_written_as_text_says_the_same(name: str) -> None:
    assert checked(tomllib.loads(written(load_mapping(name)))) == checked(load_mapping(name))


@pytest.mark.parametrize("name", preset_names())
def test_what_a_preset_finds_is_what_is_chosen(name: str) -> None:
    model = preset_named(name)
    assert model
    header = [names[0] for names in model.columns.values()]
    mapping = checked(Choice.of(model, header).mapping())
    assert (mapping.row, mapping.scale, mapping.empty) == (model.row, model.scale, model.empty)
    assert {field: names[0] for field, names in model.columns.items()} == {
        field: names[0] for field, names in mapping.columns.items()
    }
    for field in mapping.columns:
        assert mapping.values.get(field, {}) == model.values.get(field, {})


@pytest.mark.parametrize("text", ['a "b" \\ c', "line\nbreak", "\x7f\x01", "ü “x”", "", "[x]", "a.b"])
def test_any_text_can_be_written_and_read_again(text: str) -> None:
    mapping = {"name": text, "empty": [text, "?"], "span_s": 900, "values": {"state": {text: "open"}}}
    assert tomllib.loads(written(mapping)) == mapping


def test_every_field_row_preset_and_meaning_has_its_words() -> None:
    assert {field for kind in ROW_KINDS.values() for field in kind.fields} <= set(FIELDS)
    assert set(ROWS) == set(ROW_KINDS)
    assert set(PRESETS) == set(preset_names())
    assert {word for words in CHOICES.values() for word in words} <= set(MEANINGS)


@pytest.mark.django_db
def test_columns_chosen_on_the_page_are_how_it_is_brought_in(ada: Client) -> None:
    path = path_of(ada, "meldungen.csv", STRANGE)
    assert "No column is chosen for “Its number or id”" in ada.get(path).content.decode()
    assert ada.post(path, {**CHOSEN, "act": "keep"}).status_code == 302
    page = ada.get(path).content.decode()
    assert '<option value="Gemeldet am" selected>' in page
    ada.post(path.partition("file")[0] + "start/")
    work()
    assert sorted(Contact.objects.values_list("external_id", "channel", "source__name")) == [
        ("A1", "call", "meldungen"),
        ("A2", "walkin", "meldungen"),
    ]
    # 09:00 in Berlin
    assert {f"{at:%H:%M}" for at in Contact.objects.values_list("happened_at", flat=True)} == {"07:00"}
    assert Delivery.objects.get().rejected == 1


@pytest.mark.django_db
def test_what_is_chosen_is_tried_at_once_and_nothing_is_kept(ada: Client) -> None:
    path = path_of(ada, "meldungen.csv", STRANGE)
    tried = ada.post(f"{path}look/", CHOSEN, headers={"HX-Request": "true", "HX-Target": "preview"})
    part = tried.content.decode()
    assert 'id="preview"' in part
    assert "<html" not in part
    for said in (
        "Conversation A1 by phone",
        "Conversation A2 at the counter",
        "1 of the first 3 would be put aside",
    ):
        assert said in part
    assert HandedFile.objects.get().mapping == ""
    # Without scripts the same comes by the button.
    assert "Conversation A2 at the counter" in ada.post(path, {**CHOSEN, "act": "look"}).content.decode()


@pytest.mark.django_db
def test_another_kind_of_row_or_preset_brings_its_own_fields(ada: Client) -> None:
    path = path_of(ada, "meldungen.csv", STRANGE)
    told = {**CHOSEN, "row": "call"}
    part = ada.post(f"{path}look/", told, headers={"HX-Target": "mapping"}).content.decode()
    assert 'id="column-queued"' in part
    assert 'id="column-resolved_at"' not in part
    taken = {**CHOSEN, "preset": "survey"}
    part = ada.post(f"{path}look/", taken, headers={"HX-Target": "mapping"}).content.decode()
    assert 'id="column-score"' in part
    assert 'name="preset_was" value="survey"' in part


@pytest.mark.django_db
def test_a_mapping_can_be_written_as_text(ada: Client) -> None:
    path = path_of(ada, "tickets.csv", TICKETS)
    assert "opened_at = &quot;opened&quot;" in ada.get(f"{path}?as=text").content.decode()
    own = "row = 'contact'\nname = 'own'\n[columns]\nid = 'id'\nopened_at = 'opened'\n"
    told = {"form": "1", "as": "text", "source": "own", "act": "keep"}
    assert ada.post(path, {**told, "toml": own}).status_code == 302
    assert HandedFile.objects.get().mapping == own
    for wrong, said in (("row = ", "is not TOML"), (own + "shoe = 'x'", "names “shoe”, which is not known")):
        page = ada.post(path, {**told, "toml": wrong}).content.decode()
        assert said in page
    assert HandedFile.objects.get().mapping == own


@pytest.mark.django_db
def test_a_name_of_a_source_of_another_kind_is_refused(ada: Client) -> None:
    Source.objects.create(name="mail", way="mail")
    path = path_of(ada, "meldungen.csv", STRANGE)
    page = ada.post(path, {**CHOSEN, "source": "mail", "act": "keep"}).content.decode()
    assert "is the name of a source of another kind" in page
    assert HandedFile.objects.get().mapping == ""


@pytest.mark.django_db
def test_mails_need_no_mapping_and_may_be_given_a_source(ada: Client) -> None:
    path = path_of(ada, "inbox.mbox", mails(3))
    page = ada.get(path).content.decode()
    assert "Which column is which" not in page
    assert ada.post(path, {"form": "1", "source": "support inbox", "act": "keep"}).status_code == 302
    ada.post(path.partition("file")[0] + "start/")
    work()
    assert Delivery.objects.get().source.name == "support inbox"


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Europe/Larkfield", "../etc", "1"])
def test_a_zone_that_is_none_is_said(ada: Client, zone: str) -> None:
    path = path_of(ada, "meldungen.csv", STRANGE)
    page = ada.post(path, {**CHOSEN, "zone": zone, "act": "keep"}).content.decode()
    assert "There is no time zone" in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "look/"])
def test_who_is_not_at_the_desk_sees_no_words_of_a_file_that_somebody_else_handed_in(
    ada: Client, enter: Enter, path: str
) -> None:
    where = path_of(ada, "tickets.csv", TICKETS) + path
    told = {**CHOSEN, "column-id": "id", "column-opened_at": "opened", "column-channel": "customer"}
    told |= {"column-standing": "category", "act": "look"}
    words = ("osei@x.example", "Billing", "soon")
    runs = enter("administrator").post(where, told).content.decode()
    assert [word for word in words if word in runs] == []
    assert "People of the desk see them" in runs
    assert [word for word in words if word not in ada.post(where, told).content.decode()] == []


@pytest.mark.django_db
def test_what_words_mean_stays_where_who_sees_none_of_them_keeps_the_columns(
    ada: Client, enter: Enter
) -> None:
    path = path_of(ada, "meldungen.csv", STRANGE)
    assert ada.post(path, {**CHOSEN, "act": "keep"}).status_code == 302
    unseen = {name: said for name, said in CHOSEN.items() if not name.startswith(("value-", "means-"))}
    assert enter("administrator").post(path, {**unseen, "act": "keep"}).status_code == 302
    values = tomllib.loads(HandedFile.objects.get().mapping)["values"]["channel"]
    assert (values["telefon"], values["schalter"]) == ("call", "walkin")


def test_of_a_table_with_very_many_columns_the_page_stays_small_and_a_column_is_typed(ada: Client) -> None:
    names = [f"c{n}" for n in range(20_000)]
    rows = [",".join(["id", "opened_at", *names]), ",".join(["1", "2025-10-01 09:00", *("x" for _ in names)])]
    upload = handed_in(ada, {"wide.csv": "\n".join([*rows, ""])})
    path = f"/bring/{upload.pk}/file/{upload.files.get().pk}/"
    page = ada.get(path).content.decode()
    assert len(page) < 200_000
    assert "The file has 20,002 columns." in page
    assert "And 19,942 more." in page
    assert 'name="column-id" value="id" list="columns"' in page
    typed = {
        "form": "1",
        "preset": "own",
        "row": "contact",
        "column-id": "id",
        "column-opened_at": "opened_at",
    }
    wrong = ada.post(path, {**typed, "column-subject": "c20000", "act": "keep"}).content.decode()
    assert "There is no column “c20000” in this file." in wrong
    assert ada.post(path, {**typed, "column-subject": "c19999", "act": "keep"}).status_code == 302
    assert 'subject = "c19999"' in upload.files.get().mapping
