"""Never more than five claims of change in a whole issue, whatever the records do."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from unsung.ground.figures import Figure
from unsung.measures.breakdowns import Breakdown, Counted
from unsung.publishing.findings.every import found
from unsung.publishing.material import Breakdowns
from unsung.publishing.publication import Review, Sentence
from unsung.publishing.sections.how_made import QUESTIONS
from unsung.publishing.tests import october
from unsung.publishing.tests.october import breakdowns, counted, review, share, timed
from unsung.publishing.words import few

SAYS_CHANGE = re.compile(
    r"\b(rose|fell|instead of|stood out|is new|came again|made up|usual range|had (more|fewer)|it was"
    r"|changed)\b"
)
LEAVES_OPEN = re.compile(r"cannot tell yet|^This issue says")


def upheaval() -> list[Figure]:
    """A month in which every figure there is changed beyond any doubt."""
    channels = {"call": (900, 6000), "mail": (5000, 500), "chat": (4000, 200), "form": (100, 2000)}
    shares = ("fcr", "reopen_rate", "transfer_rate", "service_level.call", "service_level.chat")
    times = ("first_response_time.business", "next_response_time.business", "resolution_time_km")
    return [
        *october.volume(10_000, 8_700, channels),
        *(share(id, 4500, 5000, 500, 5000) for id in (*shares, "abandonment_rate", "csat", "ces")),
        *(timed(f"{id}.median", 900, (890, 910), 5000, 90_000, (89_000, 91_000), 5000) for id in times),
        counted("backlog.open", 9000, 300),
        counted("backlog.older_than_30d", 4000, 10),
    ]


def torn() -> Breakdowns:
    """Its categories turned over, one day ten times another."""
    rows = [Counted(f"Matter {n}", 3000 if n % 2 else 20, 20 if n % 2 else 3000) for n in range(14)]
    new = [Counted(f"New matter {n}", 500, 0) for n in range(4)]
    return replace(
        breakdowns(),
        days=october.days([400] * 11 + [5000, 1] + [400] * 10),
        categories=Breakdown([*rows, *new], 0, True),
    )


def claims_in(issue: Review) -> set[str]:
    """Everything that some sentence of the issue says has changed."""
    return {claim for sentence in issue.sentences() for claim in sentence.claims}


def unclaimed(issue: Review) -> Iterator[Sentence]:
    """Sentences that speak of a change without counting as a claim."""
    for sentence in issue.sentences():
        if SAYS_CHANGE.search(sentence.text) and not LEAVES_OPEN.search(sentence.text):
            yield from [] if sentence.claims else [sentence]


def test_a_month_in_which_everything_changed_makes_five_claims() -> None:
    issue = review(upheaval(), torn())
    assert len(issue.claims) == 5
    assert claims_in(issue) == set(issue.claims)
    assert list(unclaimed(issue)) == []


def test_what_is_left_untold_is_told_by_its_question() -> None:
    chosen = found(october.material(upheaval(), torn()))
    assert chosen.left == sum(n for _, n in chosen.left_of) > 0
    assert {question for question, _ in chosen.left_of} <= {"figures", "categories", "days", "channels"}
    said = review(upheaval(), torn()).how_made.say[0].text
    for question, n in chosen.left_of:
        assert few(n, *QUESTIONS[question]) in said


def test_a_figure_that_changed_is_never_said_to_be_undecided() -> None:
    # Both changed by less than is worth a claim, but neither is open.
    little = [
        share("fcr", 51_000, 100_000, 50_000, 100_000),
        share("reopen_rate", 5_000, 99_000, 4_600, 99_000),
    ]
    assert [figure.statement for figure in little] == ["changed", "changed"]
    issue = review([*october.volume(2614, 2462, {"mail": (2614, 2462)}), *little])
    answering = next(part for part in issue.sections if part.key == "answering")
    told = " ".join(each.text for each in answering.say)
    assert "Two of the figures differ from September by more than chance explains in each alone" in told
    assert "cannot tell yet" not in told
    assert list(unclaimed(issue)) == []


def test_what_is_left_untold_is_said_to_be_left() -> None:
    said = review(upheaval(), torn()).how_made.say[0].text
    assert said.startswith("This issue says of five things that they changed or stood out")
    assert "more went beyond chance too: " in said


def test_bold_changes_in_tables_are_claims_too() -> None:
    issue = review(upheaval(), torn())
    bold = {
        row.label
        for section in issue.sections
        for table in section.tables
        for row in table.rows
        if table.look == "topics" and row.cells[-1].strong
    }
    assert bold == {
        claim.removeprefix("category ") for claim in issue.claims if claim.startswith("category ")
    }


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=9),
    st.lists(st.integers(0, 400), min_size=23, max_size=23),
    st.integers(10, 5000),
    st.integers(10, 5000),
)
def test_no_month_makes_more_than_five_claims(
    categories: list[tuple[int, int]], days: list[int], now: int, before: int
) -> None:
    rows = [Counted(f"Matter {n}", *pair) for n, pair in enumerate(categories)]
    beside = replace(breakdowns(), categories=Breakdown(rows, 0, True), days=october.days(days))
    given = [
        *october.volume(now, before, {"mail": (now, before)}),
        share("csat", now, now + 9, 9, before + 9),
    ]
    issue = review(given, beside)
    assert len(issue.claims) <= 5
    assert claims_in(issue) <= set(issue.claims)
    assert list(unclaimed(issue)) == []
