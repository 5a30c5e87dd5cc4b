"""What the demo's customers say is varied enough to be read: no sentence is heard too often."""

import tomllib
from collections import Counter
from importlib import resources
from random import Random

import pytest

from unsung.demo.composing import lowered
from unsung.demo.slips import slipped, typed
from unsung.demo.tests.records import Records, sentences, turns
from unsung.demo.wording import nearest, stories


def written_sentences() -> list[str]:
    """Every sentence a customer may say, as it stands in the word files."""
    found: list[str] = []
    for file in resources.files("unsung.demo").joinpath("words").iterdir():
        for story in tomllib.loads(file.read_text("utf-8")).get("story", []):
            found += [line for part in ("opens", "details", "asks", "again") for line in story[part]]
    return found


def test_more_than_nine_hundred_sentences_were_written_and_none_twice() -> None:
    written = written_sentences()
    assert len(set(written)) == len(written) > 900


def test_every_story_has_all_its_parts() -> None:
    for story in stories():
        for part in (
            story.subjects,
            story.opens,
            story.details,
            story.asks,
            story.again,
            story.replies,
            story.closes,
        ):
            assert part, story.name
        assert story.topic, story.name


def test_no_sentence_is_in_more_than_one_in_two_hundred_messages(records: Records) -> None:
    messages = list(records.customers_words())
    said = Counter(sentence for message in messages for sentence in sentences(message))
    assert len(said) > 3000
    assert said.most_common(1)[0][1] / len(messages) <= 0.005


@pytest.mark.slow
def test_no_sentence_is_too_frequent_in_the_mails_or_in_the_chats_of_all_months(whole: Records) -> None:
    mails = sum(1 for mail in whole.mails if mail.topic)
    messages = list(whole.customers_words())
    for part in (messages[:mails], messages[mails:]):
        said = Counter(sentence for message in part for sentence in sentences(message))
        assert said.most_common(1)[0][1] / len(part) <= 0.005


def test_the_desks_answers_vary_too(records: Records) -> None:
    said = Counter(turn["text"] for chat in records.chats for turn in turns(chat) if turn["who"] == "desk")
    assert len(said) > 800


def test_no_gap_is_left_open_and_every_name_is_filled(records: Records) -> None:
    assert not [message for message in records.customers_words() if "{" in message or "}" in message]


def test_a_slip_changes_a_word_a_little() -> None:
    class Swapping:
        def randrange(self, low: int, high: int) -> int:
            return low

        def choice(self, ways: tuple[str, ...]) -> str:
            return ways[0]

    assert slipped("policy", Swapping()) == "ploicy"  # type: ignore[arg-type]


def test_a_careful_writer_makes_no_slips_and_numbers_never_change() -> None:
    said = "My policy is LM-10234 and I paid £12.50 on 3 October."
    for seed in range(20):
        slapdash = typed(said, "slapdash", Random(seed))
        assert "10234" in slapdash
        assert "12.50" in slapdash
    assert typed(said, "careful", Random(1)) == said


def test_a_greeting_goes_on_in_small_letters_but_names_keep_theirs() -> None:
    assert lowered("You have taken it twice.") == "you have taken it twice."
    assert lowered("Ada told me so.") == "Ada told me so."


def test_the_answer_that_shares_words_with_the_question_comes_first() -> None:
    answers = ("The windscreen is covered.", "Your refund is on its way.")
    assert nearest(answers, "Where is my refund?", Random(3)) == ["Your refund is on its way."]
