"""A colleague named in a line: reached only once it is shared, and masked for others until that is agreed."""

import re

import pytest
from django.test import Client

from tests.entering import Enter
from unsung.ledger.models import Department, Mention, Person, SharedLine
from unsung.rooms.journal.tests.test_sharing import ONE, keep, page, share, told

pytestmark = pytest.mark.django_db
NAMING = "calmed him with @maya's help, thanks (@Maya.Okafor) :: @sam, and @billing, agree"


@pytest.fixture
def ada(enter: Enter) -> Client:
    """A writer whose desk is led by Ben, and colleagues elsewhere whom she may name."""
    enter("lead", name="Ben Carrow")
    for name in ("Maya Okafor", "Sam Hill"):
        enter("answerer", name=name)
    Department.objects.create(name="Billing")
    ada = enter("member", name="Ada Boateng")
    keep(ada, "the first line, which begins the journal")
    return ada


def test_a_mention_reaches_nobody_before_the_line_is_shared(enter: Enter, ada: Client) -> None:
    maya = enter("answerer", name="Maya Okafor")
    before = told(maya)
    keep(ada, NAMING, id=ONE)
    assert told(maya) == before
    assert Mention.objects.count() == 0
    share(ada, "lead")
    assert "Ada Boateng names you in this line." in told(maya)
    assert "calmed him with Maya Okafor's help, thanks (Maya Okafor) → a colleague, and Billing" in told(maya)


def test_the_words_at_rest_and_what_others_read_have_no_name(enter: Enter, ada: Client) -> None:
    keep(ada, NAMING, id=ONE)
    assert "So can Maya Okafor and Sam Hill, whom you name." in share(ada, "lead")
    line = SharedLine.objects.get()
    assert not re.search("maya|sam|okafor", f"{line.words}{line.outcome}", re.IGNORECASE)
    ben = told(enter("lead", name="Ben Carrow"))
    assert "calmed him with a colleague's help, thanks (a colleague) → a colleague, and Billing, agree" in ben


def test_the_writer_sees_who_agreed_and_who_would_not_be_named(enter: Enter, ada: Client) -> None:
    keep(ada, NAMING, id=ONE)
    share(ada, "lead")
    assert "Not yet answered Maya Okafor and Sam Hill" in page(ada)
    number = SharedLine.objects.get().pk
    enter("answerer", name="Maya Okafor").post(f"/told/{number}/named/", {"answer": "no"})
    enter("answerer", name="Sam Hill").post(f"/told/{number}/named/", {"answer": "yes"})
    assert "Named, and agreed Sam Hill" in page(ada)
    assert "Left out, as they asked Maya Okafor" in page(ada)
    ben = told(enter("lead", name="Ben Carrow"))
    assert "calmed him with a colleague's help, thanks (a colleague) → Sam Hill, and" in ben
    share(ada, "team")
    answers = dict(Mention.objects.values_list("person__name", "answer"))
    assert answers == {"Maya Okafor": "no", "Sam Hill": ""}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("asked @maya: how is it", "asked \ufffc0\ufffc: how is it"),
        ('wrote "thank @maya" on it', 'wrote "thank \ufffc0\ufffc" on it'),
        ("thanked her -- @maya, twice", "thanked her -- \ufffc0\ufffc, twice"),
        ("thanked @maya/@sam", "thanked \ufffc0\ufffc/\ufffc1\ufffc"),
        ("asked @Pat about \ufffc0\ufffc", "asked @Pat about 0"),
        ("wrote to it@maya.example", "wrote to it@maya.example"),
        ("dismissed @sam as a word", "dismissed @sam as a word"),
    ],
)
def test_whoever_stands_behind_an_at_is_masked_however_it_is_written(
    ada: Client, line: str, words: str
) -> None:
    keep(ada, line, id=ONE, plain="@sam" if "dismissed" in line else "")
    share(ada, "team")
    assert SharedLine.objects.get().words == words


def test_one_who_left_is_a_colleague(enter: Enter, ada: Client) -> None:
    keep(ada, "calmed him with @maya", id=ONE)
    Person.objects.get(name="Maya Okafor").delete()
    share(ada, "team")
    assert SharedLine.objects.get().words == "calmed him with a colleague"
