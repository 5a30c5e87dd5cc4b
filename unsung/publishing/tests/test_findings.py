"""What a month has to tell: every kind of finding, and how the strongest are chosen."""

from dataclasses import replace

import pytest

from unsung.ground.figures import Figure
from unsung.measures.breakdowns import Breakdown, Counted, Pace
from unsung.publishing.findings import answers, days, doors, topics, volume, waiting
from unsung.publishing.findings.every import KINDS, Kind, found
from unsung.publishing.findings.finding import MOST_CLAIMS, Finding, choose
from unsung.publishing.material import Breakdowns
from unsung.publishing.tests import october
from unsung.publishing.tests.october import breakdowns, counted, figures, material, missing, share, timed


def instead(*changed: Figure) -> list[Figure]:
    """October's figures with these in the place of those of the same id."""
    ids = {figure.id for figure in changed}
    return [*(figure for figure in figures() if figure.id not in ids), *changed]


def topical(*rows: tuple[str, int, int]) -> Breakdowns:
    """October with these categories."""
    return replace(breakdowns(), categories=Breakdown([Counted(*row) for row in rows], 0, True))


def claim(name: str, p: float, kind: str = "kind") -> Finding:
    """A claim of change with this evidence."""
    return Finding(kind, name, name, f"{name}.", True, p=p)


def test_there_are_at_least_twelve_kinds() -> None:
    told = {finding.kind for kind in KINDS for finding in kind(material(from_files=True))}
    assert len(KINDS) >= 12
    assert len(told) >= 12


def test_chance_is_taken_off_before_anything_is_told() -> None:
    one_in_forty = [claim(f"figure {n}", 0.02 + n / 1000) for n in range(40)]
    assert choose(one_in_forty[:1]).claims
    assert not choose([*one_in_forty[:1], *(claim(f"still {n}", 0.9) for n in range(39))]).claims


def test_never_more_than_five_things_have_changed() -> None:
    chosen = choose(claim(f"figure {n}", 1e-9, kind=str(n)) for n in range(40))
    assert len(chosen.claims) == MOST_CLAIMS == 5
    assert chosen.left == 35


def test_the_strongest_evidence_comes_first() -> None:
    chosen = choose([claim("weak", 1e-3), claim("strong", 1e-9), claim("middling", 1e-6)])
    assert [each.subject for each in chosen.claims] == ["strong", "middling"]


def test_one_thing_is_told_once() -> None:
    twice = [claim("contact_volume", 1e-9, "volume"), claim("contact_volume", 1e-6, "record")]
    assert [each.kind for each in choose(twice).claims] == ["volume"]


def test_a_plain_fact_weighs_less_than_any_change_beyond_chance() -> None:
    fact = Finding("fact", "a", "a", "a.", False, weight=1.2)
    chosen = choose([fact, claim("b", 0.04)])
    assert chosen.claims[0].strength > chosen.facts[0].strength


def test_the_order_of_finding_does_not_matter() -> None:
    several = [claim(name, 1e-9) for name in "edcba"]
    assert choose(several) == choose(several[::-1])


def test_more_a_working_day_is_told_with_both_numbers() -> None:
    channels = {"mail": (3200, 2462)}
    given = instead(*october.volume(3200, 2462, channels))
    told = [each for each in found(material(given)).claims if each.subject == volume.SUBJECT]
    assert [each.clause for each in told] == ["about a quarter more each working day"]
    assert told[0].sentence == (
        "October brought 3,200 conversations, 139 each working day; September had 112."
    )


def test_a_month_like_the_one_before_is_steady() -> None:
    given = instead(*october.volume(100_000, 96_000, {"mail": (100_000, 96_000)}))
    assert [each.kind for each in volume.steady(material(given))] == ["steady"]


def test_the_usual_range_of_the_months_before_is_left() -> None:
    usual = breakdowns().usual
    assert usual is not None
    far = replace(usual, months=[*usual.months[:-1], (october.OCTOBER, 300.0)])
    (told,) = volume.usual_range_left(material(beside=replace(breakdowns(), usual=far)))
    assert told.worth
    assert "left the usual range of the 13 months before" in told.sentence


def months(*counts: int) -> Breakdowns:
    """October with these conversations in the months up to it, the last its own."""
    ending = october.months_to(october.OCTOBER, len(counts))
    return replace(breakdowns(), history=list(zip(ending, counts, strict=True)))


def test_the_most_a_day_of_a_year_is_a_fact_and_no_claim() -> None:
    (told,) = volume.record(material(beside=months(*[2000] * 12, 2614)))
    assert (told.is_change_claim, told.clause) == (False, "")
    assert told.sentence == (
        "No other of the 13 months on record had so many each working day; one of 13 always has the most."
    )
    chosen = found(material(beside=months(*[2000] * 12, 2614)))
    assert "record" not in {each.kind for each in chosen.claims}
    assert volume.record(material(beside=months(*[2000] * 10, 2614))) == []


def test_the_most_in_a_longer_month_is_not_the_most_a_day() -> None:
    # February has 20 working days, October 23: 2,600 in 20 are more a day than 2,614 in 23.
    assert volume.record(material(beside=months(*[2200] * 4, 2600, *[2200] * 7, 2614))) == []


def test_a_category_rises_beyond_chance() -> None:
    chosen = found(material(beside=topical(("Billing", 684, 400), ("Claims", 600, 610), ("Other", 700, 690))))
    told = [each for each in chosen.claims if each.kind == "category moved"]
    assert [each.clause for each in told] == ["Billing up from 18 to 30 each working day"]


def test_a_larger_part_of_a_smaller_month_is_no_rise() -> None:
    shrunk = topical(("Billing", 400, 400), ("Claims", 100, 700), ("Other", 100, 700))
    rises = [each for each in topics.moved(material(beside=shrunk)) if each.subject == "category Billing"]
    assert [each.p for each in rises] == [1.0]


def test_a_category_is_told_by_its_number_a_day_though_its_count_goes_the_other_way() -> None:
    # 200 in 20 days are 10 each, 225 in 25 are 9: fewer a day, and a smaller part, of a longer month.
    longer = replace(breakdowns(), pace=Pace(1225, 25), pace_before=Pace(700, 20))
    rows = Breakdown([Counted("Access cards", 1000, 500), Counted("Parking", 225, 200)], 0, True)
    of_july = replace(material(), breakdowns=replace(longer, categories=rows))
    told = {each.subject: each for each in topics.moved(of_july)}
    assert told["category Parking"].clause == "Parking down from 10 to 9 each working day"
    assert told["category Parking"].sentence == (
        "Conversations about Parking fell from 10 to 9 each working day (200 in September, 225 in October)."
    )
    assert (told["category Parking"].p or 1) < 0.001
    assert told["category Access cards"].clause == "Access cards up from 25 to 40 each working day"


def test_a_new_category_is_announced() -> None:
    beside = topical(("Billing", 600, 700), ("Lapsed letters", 61, 0), ("Rare", 9, 0))
    assert [each.clause for each in topics.new(material(beside=beside))] == [
        "61 about something new, Lapsed letters"
    ]


def test_nothing_is_compared_with_a_month_that_is_not_in_the_records() -> None:
    alone = Breakdown([Counted("Billing", 600, None), Counted("Claims", 30, None)], 0, False)
    beside = material(beside=replace(breakdowns(), categories=alone))
    assert topics.moved(beside) == topics.new(beside) == []


def test_a_day_far_from_others_of_its_weekday_stands_out() -> None:
    even = [100, 104, 97, 101, 99, 103, 96, 100, 102, 98, 101, 99] + [100] * 11
    flood = [*even[:9], 290, *even[10:]]
    (told, _) = days.stood_out(material(beside=replace(breakdowns(), days=october.days(flood))))
    assert told.sentence == "Tuesday 14 October stood out with 290, where other Tuesdays had about 100."
    assert (told.p or 1) < 0.001


def test_an_even_month_has_no_day_that_stands_out() -> None:
    even = [100 + n % 7 for n in range(23)]
    told = days.stood_out(material(beside=replace(breakdowns(), days=october.days(even))))
    assert all((each.p or 0) > 0.05 for each in told)


def test_a_channel_takes_a_larger_part() -> None:
    given = instead(*october.volume(2600, 2600, {"call": (1000, 1600), "chat": (1600, 1000)}))
    told = {each.clause for each in doors.shifted(material(given))}
    assert told == {"chat up from 38 to 62 in 100", "calls down from 62 to 38 in 100"}


def test_new_people_are_counted_where_the_kinds_tell() -> None:
    assert [each.clause for each in doors.new_people(material())] == ["148 with people new to us"]


@pytest.mark.parametrize("from_files", [True, False])
def test_replies_in_closed_time_stay_with_the_team(from_files: bool) -> None:
    chosen = found(material(from_files=from_files))
    assert not any("closed" in each.sentence for each in (*chosen.claims, *chosen.facts))


@pytest.mark.parametrize(
    ("figure", "kind", "clause"),
    [
        (
            timed("first_response_time.business.median", 3600, (3500, 3700), 742, 7200, (7000, 7400), 701),
            answers.first_reply,
            "half of those who wrote had a reply within 1 instead of 2 h in opening hours",
        ),
        (
            timed("next_response_time.business.median", 9000, (8900, 9100), 742, 7200, (7000, 7400), 701),
            answers.next_reply,
            "half of the further replies within 2 h 30 instead of 2 h in opening hours",
        ),
        (
            timed("resolution_time_km.median", 172800, (170000, 175000), 742, 259200, (250000, 270000), 701),
            answers.settled,
            "half settled within 2 instead of 3 days",
        ),
        (share("csat", 290, 312, 200, 296), answers.satisfaction, "93 in 100 satisfied instead of 68"),
        (share("reopen_rate", 40, 400, 10, 400), answers.reopened, "10 in 100 coming back instead of 2.5"),
        (share("fcr", 300, 400, 200, 400), answers.first_time, "75 in 100 settled first time instead of 50"),
        (share("transfer_rate", 80, 400, 20, 400), answers.passed_on, "20 in 100 passed on instead of 5"),
        (
            share("abandonment_rate", 80, 400, 20, 400),
            answers.gave_up,
            "20 in 100 callers giving up instead of 5",
        ),
        (
            share("service_level.call", 380, 400, 300, 400),
            answers.in_time,
            "95 in 100 calls answered in time instead of 75",
        ),
    ],
)
def test_a_changed_figure_is_told_beside_the_earlier_one(figure: Figure, kind: Kind, clause: str) -> None:
    (told,) = kind(material(instead(figure)))
    assert (told.clause, told.worth, told.is_change_claim) == (clause, True, True)


def quicker() -> Figure:
    """First replies in a minute instead of ten."""
    return timed("first_response_time.business.median", 60, (58, 62), 742, 600, (590, 610), 701)


def test_a_desk_that_answered_fewer_is_not_said_to_be_quicker() -> None:
    fewer = share("first_response_time.answered", 400, 742, 700, 701)
    assert answers.first_reply(material(instead(quicker(), fewer))) == []
    (fell,) = answers.answered(material(instead(fewer)))
    assert fell.clause == "54 in 100 answered within a week instead of 99.9"
    assert fell.worth
    as_many = share("first_response_time.answered", 730, 742, 695, 701)
    assert as_many.statement == "about_the_same"
    assert len(answers.first_reply(material(instead(quicker(), as_many)))) == 1


def test_where_half_had_no_reply_it_is_told_how_many_had_none() -> None:
    never = missing("first_response_time.calendar.median", "Not reached yet: 30 of 100 had a reply.")
    waiting = counted("first_response_time.unanswered", 70)
    given = [replace(never, n=100), waiting, *october.volume(100, 90, {"mail": (100, 90)})]
    (told,) = answers.usual_reply(material(given))
    assert (told.clause, told.sentence) == (
        "70 without a reply yet",
        "70 of those who wrote had no reply by the end of the records.",
    )


def test_a_wait_of_no_opening_time_is_told_by_the_calendar() -> None:
    in_hours = timed("first_response_time.business.median", 0, (0, 0), 700, 0, (0, 0), 700)
    around = timed("first_response_time.calendar.median", 19, (18, 20), 700, 19, (18, 20), 700)
    (told,) = answers.usual_reply(material(instead(in_hours, around)))
    assert told.clause == "half of those who wrote had a reply within 19 seconds"
    assert told.sentence == "Half of those who wrote had a first reply within 19 seconds, around the clock."


def test_a_time_of_opening_hours_says_so() -> None:
    (told,) = answers.usual_reply(material())
    assert told.clause == "half of those who wrote had a reply within 3 h 10 in opening hours"


def test_a_figure_that_stayed_is_no_claim() -> None:
    stayed = share("csat", 800, 1000, 803, 1000)
    assert stayed.statement == "about_the_same"
    assert [each.worth for each in answers.satisfaction(material(instead(stayed)))] == [False]


def test_a_small_sample_is_never_compared() -> None:
    assert answers.satisfaction(material(instead(share("csat", 14, 15, 5, 15)))) == []


def test_more_waiting_than_a_month_before() -> None:
    (told,) = waiting.moved(material(instead(counted("backlog.open", 900, 190))))
    assert told.clause == "900 still waiting instead of 190"
    assert told.worth


def test_very_old_cases_are_told_as_a_fact() -> None:
    (told,) = waiting.very_old(material())
    assert (told.clause, told.is_change_claim) == ("31 waiting for more than 30 days", False)


def test_records_without_anything_tell_nothing() -> None:
    chosen = found(material(october.nothing(), october.empty()))
    assert (chosen.claims, chosen.facts) == ((), ())
