"""The review as it is composed: headline, opening, the four figures, sections, what is left out."""

from dataclasses import replace

import pytest

from unsung.ground.figures import CHANNELS, Figure
from unsung.measures.asked import Span
from unsung.measures.breakdowns import Breakdown, Counted
from unsung.publishing import plain
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.publication import Mark, Review, Section
from unsung.publishing.sections import times
from unsung.publishing.sections.waiting import still_waiting
from unsung.publishing.tests import october
from unsung.publishing.tests.october import (
    ASKED,
    OCTOBER,
    breakdowns,
    figures,
    material,
    missing,
    review,
    share,
    timed,
)


def glance(issue: Review) -> list[tuple[str, str]]:
    """Names and values of the four figures."""
    return [(each.name, each.value) for each in issue.glance]


def without(*ids: str) -> list[Figure]:
    """October's figures with these not had."""
    return [missing(figure.id, "Not told.") if figure.id in ids else figure for figure in figures()]


def test_the_headline_is_a_sentence_from_the_numbers() -> None:
    assert review().headline.text == (
        "2,614 conversations, half settled within 2.1 instead of 3 days, and 146 of them on one Tuesday"
    )


def test_the_same_records_give_the_same_issue() -> None:
    assert review() == review()


def test_an_opening_says_how_the_month_stands_to_the_one_before() -> None:
    assert [each.text for each in review().opening][:2] == [
        "October brought 2,614 conversations, 114 each working day. "
        "September had 112; whether the difference is more than chance we cannot tell yet.",
        "Half of the conversations were settled within 2.1 days; in September it was 3 days.",
    ]


def test_a_desks_own_review_opens_with_its_four_figures() -> None:
    assert glance(review()) == [
        ("Satisfied customers", "83"),
        ("Conversations", "2,614"),
        ("Promises kept on time", "not had"),
        ("Unsung hours", "not had"),
    ]


def test_a_review_of_files_opens_with_what_files_can_tell() -> None:
    assert glance(review(from_files=True)) == [
        ("Conversations", "2,614"),
        ("First human reply", "3 h 10"),
        ("Time to settled", "2.1 days"),
        ("Waiting now", "214"),
    ]


@pytest.mark.parametrize("from_files", [True, False])
def test_what_was_not_had_is_printed_with_its_reason_and_never_as_nought(from_files: bool) -> None:
    issue = review(october.nothing(), october.empty(), from_files=from_files)
    assert [each.value for each in issue.glance] == ["not had"] * 4
    assert all(each.text.text.endswith(".") for each in issue.glance)


def test_who_has_no_reply_is_shown_where_nobody_tells_what_is_settled() -> None:
    waiting = october.counted("first_response_time.unanswered", 70)
    issue = review([*without("backlog.open"), waiting], from_files=True)
    assert glance(issue)[3] == ("No human reply yet", "70")
    assert issue.glance[3].text.text.startswith("Of those who wrote in October, by the end of the records.")


def test_a_share_of_few_stands_with_its_count_and_interval_beside_the_time() -> None:
    few = share("first_response_time.answered", 11, 14, 80, 90)
    issue = review([*without("first_response_time.answered"), few], from_files=True)
    (text,) = [each.text.text for each in issue.glance if each.name == "First human reply"]
    assert "79 in 100 had one within 7 days, 11 of 14 (interval 52 to 92; small sample)." in text


def test_of_few_cases_nine_in_ten_is_not_told() -> None:
    few = replace(
        timed("first_response_time.business.p90", 90, (60, None), 9, 90, (1, 1), 9), tier="counts_only"
    )
    issue = review([*without(few.id), few], from_files=True)
    assert "ine in ten" not in issue.glance[1].text.text
    answering = next(part for part in issue.sections if part.key == "answering")
    assert "too few to tell nine in ten" in answering.tables[1].rows[0].note


def test_the_median_of_a_channel_is_printed_with_its_interval_and_its_cases() -> None:
    id = "first_response_time.business.median"
    whole = next(figure for figure in figures() if figure.id == id)
    parts = {name: missing(id) for name in CHANNELS} | {
        "mail": timed(id, 11400, (10200, 12660), 700, 11400, (10200, 12660), 700),
        "chat": timed(id, 40, (38, 44), 42, 40, (38, 44), 42),
    }
    issue = review([*without(id), whole.with_channels(parts)])
    answering = next(part for part in issue.sections if part.key == "answering")
    assert "mail 3 h 10 (2 h 50 to 3 h 31, from 700), chat 40 seconds (38 to 44 seconds, from 42)" in (
        answering.tables[1].rows[0].note
    )


def test_sections_without_facts_are_left_out_and_named() -> None:
    issue = review(october.nothing(), october.empty())
    assert issue.sections == ()
    assert [part.name for part in issue.how_made.left_out] == [
        "How many, and from whom",
        "What they were about",
        "How well we answered",
        "What customers said",
        "Still waiting",
    ]


def test_little_is_said_where_little_can_be_told() -> None:
    issue = review(october.nothing(), october.empty())
    assert issue.headline.text == "Little can be told of October yet"
    assert issue.claims == ()


def test_answers_alone_make_a_headline() -> None:
    issue = review([*october.nothing(), share("csat", 259, 312, 240, 296)], october.empty())
    assert issue.headline.text == "83 in 100 satisfied, of the 312 who answered"


def test_a_month_before_that_is_not_in_the_records_is_not_compared() -> None:
    alone = [replace(figure, previous=None, statement=None, change=None) for figure in figures()]
    beside = replace(
        breakdowns(),
        categories=Breakdown([Counted("Billing", 684, None), Counted("Claims", 571, None)], 12, False),
        history=breakdowns().history[-1:],
        usual=None,
    )
    asked = replace(ASKED, data_from_s=OCTOBER.start_s)
    issue = review([figure for figure in alone if figure.id != "volume_change"], beside, asked=asked)
    assert "September is not in the records, so nothing is compared with it." in issue.opening[0].text
    about = next(section for section in issue.sections if section.key == "about")
    assert [cell.text for cell in about.tables[0].rows[0].cells] == ["684"]


def test_a_month_before_that_is_there_in_part_is_not_said_to_be_missing() -> None:
    why = "The records begin on 9 September 2025, too late to compare with the period before."
    alone = [
        replace(figure, previous=None, statement=None, change=None)
        for figure in figures()
        if figure.id != "volume_change"
    ]
    none = missing("volume_change", why)
    issue = review([*alone, none], replace(breakdowns(), history=breakdowns().history[-1:], usual=None))
    assert why in issue.opening[0].text
    assert "is not in the records" not in plain.text(issue)


def test_under_ten_answers_print_no_rate() -> None:
    issue = review([*without("csat"), share("csat", 7, 9, 240, 296)])
    satisfaction = next(section for section in issue.sections if section.key == "satisfaction")
    assert satisfaction.say[0].text == "7 of 9 who answered were satisfied, too few answers to say more."
    assert satisfaction.tables[0].rows[0].mark is None


def test_a_small_sample_is_said_to_be_one() -> None:
    issue = review([*without("csat"), share("csat", 15, 20, 240, 296)])
    satisfaction = next(section for section in issue.sections if section.key == "satisfaction")
    assert "small sample" in satisfaction.say[0].text
    assert "small sample" in issue.glance[0].text.text.lower()


def test_a_month_of_few_answers_is_a_small_sample() -> None:
    months = [(month, 20, 25) for month in october.months_to(october.OCTOBER, 3)]
    issue = review(beside=replace(breakdowns(), csat_history=months))
    satisfaction = next(section for section in issue.sections if section.key == "satisfaction")
    assert [row.note for row in satisfaction.tables[1].rows] == ["small sample"] * 3


def test_the_months_satisfaction_is_not_called_changed_by_chance() -> None:
    assert review().glance[0].text.text == (
        "78 to 87, from 312 answers. Since May, no change that chance could not make."
    )


def test_categories_beyond_a_page_are_folded_into_one_row() -> None:
    many = Breakdown([Counted(f"Matter {n}", 100 - n, 100 - n) for n in range(40)], 0, True)
    issue = review(beside=replace(breakdowns(), categories=many))
    rows = next(section for section in issue.sections if section.key == "about").tables[0].rows
    assert len(rows) == 12
    assert rows[-1].label == "29 smaller categories"
    assert sum(int(row.cells[1].text.replace(",", "")) for row in rows) == sum(row.n for row in many.rows)


@pytest.mark.parametrize("before_known", [True, False])
def test_the_smaller_categories_together_keep_to_their_column(before_known: bool) -> None:
    counts = [Counted(f"Matter {n:02}", 10, 10 if before_known else None) for n in range(40)]
    many = Breakdown(counts, 0, before_known)
    issue = review(beside=replace(breakdowns(), categories=many))
    rows = next(section for section in issue.sections if section.key == "about").tables[0].rows
    places = [row.mark.at for row in rows if row.mark]
    ends = 3 if before_known else 0
    part = ends + (100 - 2 * ends) * 10 / 290
    assert places == pytest.approx([part] * 11 + [100 - ends])


def test_no_mark_leaves_its_column() -> None:
    out = Mark("span", 264.0, other=-3.0, low=-40.0, high=101.0)
    assert (out.at, out.other, out.low, out.high, out.band) == (100, 0, 0, 100, 100)
    inside = Mark("band", 50.0, low=40.0, high=60.0)
    assert (inside.at, inside.other, inside.low, inside.high) == (50, None, 40, 60)


def test_days_without_known_hours_are_all_drawn_and_said_to_be() -> None:
    unknown = [replace(day, working=None) for day in breakdowns().days]
    doors = review(beside=replace(breakdowns(), days=unknown)).doors
    assert doors is not None
    assert len(doors.doors) == 31
    assert "Weekends are drawn too, since no opening hours are known." in doors.caption.text
    alone = review(beside=replace(breakdowns(), days=[day for day in unknown if day.on.weekday() < 5])).doors
    assert alone is not None
    assert "Weekends" not in alone.caption.text


@pytest.mark.parametrize(
    ("id", "known", "said"),
    [
        ("reopen_rate", ["walkin"], "0 of 139; known of walk-ins only"),
        ("transfer_rate", ["call", "walkin"], "0 of 139; known of calls and walk-ins only"),
        ("fcr", ["call", "mail", "chat", "walkin"], "0 of 139"),
        ("abandonment_rate", ["call"], "0 of 139"),
    ],
)
def test_a_figure_known_of_some_channels_says_of_which(id: str, known: list[str], said: str) -> None:
    parts = {name: share(id, 0, 40, 0, 40) if name in known else missing(id) for name in CHANNELS}
    known_of_some = share(id, 0, 139, 0, 139).with_channels(parts)
    answering = next(
        part for part in review([*without(id), known_of_some]).sections if part.key == "answering"
    )
    rows = {row.shown.key: row.note for table in answering.tables for row in table.rows if row.shown}
    assert rows[id].removesuffix("; about the same as in September").removesuffix("; cannot tell yet") == said


def test_a_channel_is_known_whose_own_value_is_not_reached() -> None:
    not_reached = replace(missing("resolution_time_km.median", "Not reached yet."), n=4)
    told = share("fcr", 20, 40, 20, 40)
    parts = {name: told for name in CHANNELS if name != "mail"} | {"mail": not_reached}
    assert material().known_of(told.with_channels(parts)) == []
    parts["mail"] = missing("resolution_time_km.median")
    assert material().known_of(told.with_channels(parts)) == ["calls", "chat", "walk-ins"]


def test_days_that_all_had_as_many_are_told_once() -> None:
    doors = review(beside=replace(breakdowns(), days=october.days([40] * 23))).doors
    assert doors is not None
    assert "as tall as its conversations: 40 on each of them." in doors.caption.text
    assert doors.finding.endswith("the conversations it held, 40 on each of them")


def test_of_two_days_too_near_each_other_the_one_that_stands_out_more_is_named() -> None:
    doors = review(
        beside=replace(breakdowns(), days=october.days([*[90] * 12, 300, 90, 260, *[90] * 8]))
    ).doors
    assert doors is not None
    assert [door.label for door in doors.doors if door.label] == ["1 October", "Friday 17", "31"]


@pytest.mark.parametrize("shortest", [5, 300, 7200, 90000, 900000, 4000000])
@pytest.mark.parametrize("longest", [40, 3000, 80000, 500000, 2000000, 30000000])
def test_the_labels_of_times_stand_clear_of_each_other(shortest: float, longest: float) -> None:
    waits = timed("resolution_time_km.median", shortest, (shortest, shortest), 40, 1, (1, 1), 40)
    ninth = timed("resolution_time_km.p90", max(shortest, longest), (1, 1), 40, 1, (1, 1), 40)
    drawn = times.table(material([waits, ninth]), {"resolution_time_km": "Settled"}, {waits.id: ""})
    assert drawn is not None
    (first, *between, last) = drawn.ends
    assert (first[0], last[0]) == pytest.approx((2, 98))
    letters = times.A_LETTER
    assert all(
        first[0] + letters * len(first[1]) < place - letters * len(name) / 2
        and place + letters * len(name) / 2 < last[0] - letters * len(last[1])
        for place, name in between
    )


def test_conversations_on_closed_days_are_counted_in_words() -> None:
    days = [replace(day, n=3) if day.working is False else day for day in breakdowns().days]
    doors = review(beside=replace(breakdowns(), days=days)).doors
    assert doors is not None
    assert doors.caption.text.endswith("24 conversations came on days the desk was closed.")


def test_where_all_came_on_closed_days_no_rate_of_open_days_is_made_of_them() -> None:
    days = [replace(day, n=3 * (day.working is False)) for day in breakdowns().days]
    issue = review(beside=replace(breakdowns(), days=days))
    opened = " ".join(each.text for each in issue.opening)
    assert "All of them came on days on which the desk was closed." in opened
    assert "each working day" not in opened
    assert "October brought 2,614 conversations, September 2,462. All of them came" in opened


def test_one_category_is_not_the_largest_of_one() -> None:
    alone = Breakdown([Counted("Billing", 2614, 2462)], 0, True)
    about = next(
        part
        for part in review(beside=replace(breakdowns(), categories=alone)).sections
        if part.key == "about"
    )
    assert "All of them were about Billing." in [each.text for each in about.say]


def test_days_that_are_not_on_record_are_no_doorways_and_no_nought() -> None:
    week = range(20, 25)
    days = [replace(day, had=day.on.day in week, n=30 * (day.on.day in week)) for day in breakdowns().days]
    issue = review(beside=replace(breakdowns(), days=days))
    assert issue.doors is not None
    assert [(door.on.day, door.n) for door in issue.doors.doors] == [(day, 30) for day in week]
    opened = " ".join(each.text for each in issue.opening)
    assert "The records tell of 5 of its 23 working days, 20 to 24 October." in opened
    assert issue.how_made.missing[:2] == (
        "The records begin on 20 October 2025, so October is not whole in them.",
        "The records end on 24 October 2025, so October is not whole in them.",
    )
    assert not any(claim.startswith("day ") for claim in issue.claims)


def test_a_month_is_not_compared_where_a_channel_is_new_on_record() -> None:
    why = "The calls on record begin on 1 October 2025, too late to compare with the period before."
    given = [replace(figure, previous=None, statement=None, change=None) for figure in figures()]
    issue = review([*(f for f in given if f.id != "volume_change"), missing("volume_change", why)])
    assert issue.opening[0].text == f"October brought 2,614 conversations, 114 each working day. {why}"


def test_guesses_are_set_apart_from_what_is_known() -> None:
    made = review().how_made
    assert made.guesses == ("We took desk@larkfield.example for the desk’s address: our guess.",)
    assert made.notes == ("Dates were read year first.",)


def test_every_figure_at_a_glance_opens_to_its_definition() -> None:
    (satisfied, *_) = review().glance
    heads = [head for head, _ in satisfied.shown.facts]
    assert heads == [
        "Satisfied customers",
        "Here",
        "Method",
        "Period",
        "Needs at least",
        "How others count",
        "Source",
    ]
    assert dict(satisfied.shown.facts)["Here"] == (
        "312 customers who answered how satisfied they were; answered in the period. Interval 78 to 87, 95%."
    )


def test_one_end_alone_is_not_called_an_interval() -> None:
    few = timed("first_response_time.calendar.p90", 9000, (2400, None), 4, 1, (1, 1), 40)
    issue = review([*without(few.id), replace(few, method="An interval needs 36.")])
    facts = dict(next(each for each in issue.counted if each.key == "first_response_time").facts)
    assert "Only one end of an interval can be told: 40 minutes or longer." in facts[few.name]
    assert "Interval 40 minutes" not in facts[few.name]


def test_a_month_outside_the_usual_range_is_not_said_to_have_changed_from_the_one_before() -> None:
    usual = breakdowns().usual
    assert usual is not None
    far = replace(usual, months=[*usual.months[:-1], (october.OCTOBER, 300.0)])
    issue = review(beside=replace(breakdowns(), usual=far))
    assert "2,614 conversations, the average working day above its usual range" in issue.headline.text
    opened = " ".join(each.text for each in issue.opening)
    assert "whether the difference is more than chance we cannot tell yet." in opened
    assert "it left the usual range of the 13 months before" in opened


def test_figures_for_the_team_stay_out_of_a_desks_issue() -> None:
    names = {shown.key for shown in review().counted}
    assert "answered_outside_hours" not in names
    assert "answered_outside_hours" in {shown.key for shown in review(from_files=True).counted}


def test_a_case_known_by_an_address_is_not_named() -> None:
    waiting = [replace(each, external_id="<a@b.example>") for each in breakdowns().waiting]
    issue = review(beside=replace(breakdowns(), waiting=waiting))
    rows = next(section for section in issue.sections if section.key == "waiting").tables[1].rows
    assert [row.note for row in rows] == ["", "", ""]


def test_records_that_end_early_are_said_to() -> None:
    days = [replace(day, had=day.on.day <= 15) for day in breakdowns().days]
    issue = review(beside=replace(breakdowns(), days=days))
    assert issue.how_made.missing[0] == (
        "The records end on 15 October 2025, so October is not whole in them."
    )


def test_what_waits_is_said_to_be_counted_where_the_records_end() -> None:
    noon = october.OCTOBER.end_s - 3 * 86400 - 12 * 3600
    tickets = Span("tickets", "mail", 0, 0, noon, noon)
    early = replace(october.material(), asked=replace(october.ASKED, spans=(tickets,)))
    assert early.counted_at == "where the records end, on 28 October"
    assert october.material().counted_at == "at the end of 31 October"
    calls = Span("exchange", "call", 0, 0, october.OCTOBER.end_s, october.OCTOBER.end_s)
    mixed = replace(early, asked=replace(october.ASKED, spans=(tickets, calls)))
    assert mixed.counted_at == "at the end of 31 October, or where a source ends before it"
    told = replace(mixed.figures["backlog.open"], by={"channel": {"call": mixed.figures["backlog.open"]}})
    of_calls = replace(mixed, figures={**mixed.figures, "backlog.open": told})
    assert of_calls.counted_at == "at the end of 31 October", "what the mails do not tell has no say"
    (case, *_) = early.breakdowns.waiting
    found = replace(early.breakdowns, waiting=[replace(case, end_s=noon), case])
    section = still_waiting(replace(early, breakdowns=found), Chosen((), ()))
    assert isinstance(section, Section)
    assert "waiting where the records end, on 28 October" in section.say[0].text
    assert [row.cells[1].text for row in section.tables[1].rows] == ["86 days", "90 days"]


def test_of_few_that_wait_it_is_not_told_how_long_half_of_them_do() -> None:
    given = {figure.id: figure for figure in without("backlog.open", "backlog.median_age")}
    some = replace(missing("backlog.open"), value=3, n=3, tier="count", why_null="")
    age = replace(missing("backlog.median_age"), value=86400, n=3, tier="counts_only", why_null="")
    issue = review([*({**given, some.id: some, age.id: age}.values())], from_files=True)
    (waiting,) = [each for each in issue.glance if each.name == "Waiting now"]
    assert waiting.text.text.startswith("At the end of 31 October.")
    assert "too few" not in waiting.text.text


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((28, 28, 28), "Each of the 3 categories had 28 conversations."),
        ((28, 28, 2), "The largest of 3 categories were A and B, with 28 each."),
        ((9, 9, 9, 9, 9, 9, 1), "The largest of 7 categories were A, B, C and 3 more, with 9 each."),
    ],
)
def test_of_categories_with_as_many_none_is_called_the_largest(counts: tuple[int, ...], said: str) -> None:
    rows = [Counted(name, n, None) for name, n in zip("ABCDEFG", counts, strict=False)]
    issue = review(beside=replace(breakdowns(), categories=Breakdown(rows, 0, False)))
    about = next(part for part in issue.sections if part.key == "about")
    assert said in [each.text for each in about.say]
    assert "of them about" not in issue.headline.text


def test_where_more_came_of_everything_only_the_parts_are_left_open() -> None:
    every = Breakdown([Counted(name, n, n // 2) for name, n in (("A", 149), ("B", 139), ("C", 132))], 0, True)
    issue = review(beside=replace(breakdowns(), categories=every))
    about = next(part for part in issue.sections if part.key == "about")
    assert "We cannot tell yet of any whether its part of the whole changed." in [
        each.text for each in about.say
    ]
