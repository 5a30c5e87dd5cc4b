"""The two measures that come from journals: told of five writers or more, and to each writer of its own."""

from unsung.ground.figures import Figure
from unsung.measures.measure import Given, Measure
from unsung.measures.sums import Sums

WRITTEN = Given(
    "invisible_hours",
    "Hours written down",
    "seconds",
    "lines that say how long something took",
    "Sum of the minutes that people wrote down, by family of work; a floor.",
    "told of in the period",
    "told of in the period; not linked to a conversation",
    "Journals",
)
COVERED = Given(
    "journal_coverage",
    "Days with a line",
    "share",
    "days that were worked",
    "Days with a line over days worked, with Wilson's interval.",
    "told of in the period",
    "worked in the period",
    "Journals",
)


def none_of(_: Sums) -> list[Figure]:
    """No figure of a review: what they are made of never reaches the tables that reviews are counted from."""
    return []


INVISIBLE_HOURS_MEASURE = Measure(
    id="invisible_hours",
    name="Hours written down",
    definition=(
        "Minutes that people wrote down of work no system saw, by family of work: at least this much, since "
        "what nobody wrote down was done too. A line of two kinds is parted equally; one that is linked to a "
        "conversation is not counted. Each writer sees the sums of the own lines. A desk sees the sum of "
        "a month where five writers or more let their minutes be counted, without a word of any line; behind "
        "each family that is told by itself are five writers too."
    ),
    formula="sum over lines of minutes / kinds of the line, by family; a desk reads quarter hours",
    differs="Time trackers fill gaps and count everything; here nothing is inferred or estimated.",
    source="kinds of invisible work after Star & Strauss 1999, Hampson & Junor 2005, Allen 2015",
    min_n="5 writers; a writer alone sees the own sums",
    interval="none: a floor",
    audience="T",
    example="340 minutes calming and 120 making good are 7 h 40 of Calm and recover, by six writers.",
    gives=(WRITTEN,),
    reckon=none_of,
)

JOURNAL_COVERAGE_MEASURE = Measure(
    id="journal_coverage",
    name="Days with a line",
    definition=(
        "Of the days worked, those with at least one line; it stands beside every sum of hours written down, "
        "and says how much of the work such a sum can speak of. Worked are the days on which the desk was "
        "open, and those on which there is a line anyway. It is never a streak and never of one person for "
        "anybody else."
    ),
    formula="days with a line / days worked, of all writers that are counted together",
    differs="Habit trackers count days in a row and call a gap a failure.",
    source="share of worked person-days; Wilson 1927 for the interval",
    min_n="30 days; below, the counts alone",
    interval="Wilson",
    audience="T",
    example="51 of 84 days worked have a line: 61%, 50 to 70%.",
    gives=(COVERED,),
    reckon=none_of,
)

OF_JOURNALS = (INVISIBLE_HOURS_MEASURE, JOURNAL_COVERAGE_MEASURE)
