"""What they were about: the source's own categories, this month beside the one before."""

from unsung.measures.breakdowns import Counted
from unsung.publishing import words
from unsung.publishing.findings import topics
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import Material
from unsung.publishing.publication import Cell, LeftOut, Mark, Row, Section, Sentence, Shown, Table
from unsung.publishing.sections.definitions import shown

FEW = 3
MOST_ROWS = 12
NAME = "What they were about"


def what_about(material: Material, chosen: Chosen) -> Section | LeftOut:
    """Sentences on what moved, then every category as a row: where it was, where it is, by how much."""
    found = material.breakdowns.categories
    rows = sorted((row for row in found.rows if row.n or row.before), key=lambda row: (-row.n, row.label))
    if not rows:
        return LeftOut(
            NAME,
            "no source gives its conversations a category",
            "Map the column that holds the category or the reason, and it is printed here.",
        )
    say = (*_moved(material, chosen), *_rest(material, chosen, rows))
    table = _compared(material, chosen, rows) if found.before_known else _counted(material, rows)
    return Section("about", NAME, say, (table,))


def _moved(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    labels = {topics.subject(row.label) for row in material.breakdowns.categories.rows}
    return tuple(
        Sentence(each.sentence, each.sentence.removesuffix("."), (each.subject,))
        for each in chosen.claims
        if each.subject in labels
    )


def _rest(material: Material, chosen: Chosen, rows: list[Counted]) -> tuple[Sentence, ...]:
    """What is left beside the claims, as counts; and what has no category."""
    unknown = material.breakdowns.categories.unknown
    told = [_largest(rows, unknown), _beside(material, chosen, rows)]
    if unknown:
        told.append(f"{words.several(unknown, 'conversation')} had no category.")
    return tuple(Sentence(text) for text in told if text)


def _largest(rows: list[Counted], unknown: int) -> str:
    rows = [row for row in rows if row.n]
    whole = sum(row.n for row in rows)
    if not whole:
        return ""
    if len(rows) == 1:
        return f"All {'conversations with a category' if unknown else 'of them'} were about {rows[0].label}."
    most = [row.label for row in rows if row.n == rows[0].n]
    of = words.several(len(rows), "category", "categories")
    if len(most) == len(rows):
        return f"Each of the {of} had {words.several(rows[0].n, 'conversation')}."
    if len(most) > 1:
        return f"The largest of {of} were {_some(most)}, with {words.count(rows[0].n)} each."
    share = (
        words.about_of(rows[0].n, whole, "conversations with a category")
        if unknown
        else words.about(rows[0].n, whole)
    )
    verb = "was" if share.startswith(("one ", "1 ")) else "were"
    return f"{words.capital(share)} {verb} about {rows[0].label}, the largest of {of}."


def _some(labels: list[str]) -> str:
    """The first few of several by name: "Cards, Claims and 4 more"."""
    more = [f"{len(labels) - FEW} more"] if len(labels) > FEW + 1 else []
    return words.listed([*labels[: FEW if more else None], *more])


def _beside(material: Material, chosen: Chosen, rows: list[Counted]) -> str:
    if not material.breakdowns.categories.before_known:
        return material.not_compared
    others = [row for row in rows if not chosen.claimed(topics.subject(row.label))]
    if len(others) in (0, len(rows)):
        # A part of the whole is what was compared: where more came of everything, none need have changed.
        return "We cannot tell yet of any whether its part of the whole changed." if others else ""
    now, before = sum(row.n for row in others), sum(row.before or 0 for row in others)
    return (
        f"All other categories, taken together, came to {words.count(now)}, "
        f"beside {words.count(before)} in {material.before}."
    )


def _compared(material: Material, chosen: Chosen, rows: list[Counted]) -> Table:
    folded = _folded(rows)
    most = max(max(row.n, row.before or 0) for row in folded) or 1
    now, before = f"{material.asked.period.start:%b}", f"{material.asked.before.start:%b}"
    change = (f"Change a {material.a_day}",) if material.compared else ()
    return Table(
        "topics",
        f"Conversations by category in {material.before} and {material.now}",
        "Category",
        (before, now, *change),
        tuple(_pair_row(material, row, most, chosen) for row in folded),
        key=(material.before, material.now),
        foot=material.days_compared if change else material.why_not("volume_change", ""),
        shown=_opened(material),
    )


def _pair_row(material: Material, row: Counted, most: int, chosen: Chosen) -> Row:
    before, claimed = row.before or 0, chosen.claimed(topics.subject(row.label))
    change = words.change_a_day(*row.compared, material.days)
    # the ends keep 3 percent free, so that a dot at 0 or at the most is whole
    mark = Mark("dumbbell", 3 + 94 * row.n / most, other=3 + 94 * before / most)
    cells = (
        Cell(words.count(before), quiet=True, narrow=False),
        Cell(words.count(row.n), strong=True),
        *((Cell(change, strong=claimed),) if material.compared else ()),
    )
    return Row(row.label, cells, mark=mark)


def _counted(material: Material, rows: list[Counted]) -> Table:
    folded = _folded(rows)
    most = max(row.n for row in folded) or 1
    printed = tuple(
        Row(row.label, (Cell(words.count(row.n), strong=True),), mark=Mark("bar", 100 * row.n / most))
        for row in folded
    )
    caption = f"Conversations by category in {material.now}"
    return Table("topics", caption, "Category", ("Conversations",), printed, shown=_opened(material))


def _folded(rows: list[Counted]) -> list[Counted]:
    """The largest of either month, and the others as one row, so that the table keeps to the page."""
    if len(rows) <= MOST_ROWS:
        return rows
    largest = sorted(rows, key=lambda row: (-max(row.n, row.before or 0), row.label))[: MOST_ROWS - 1]
    kept, others = [row for row in rows if row in largest], [row for row in rows if row not in largest]
    now, before = (sum(counts) for counts in zip(*(row.compared for row in others), strict=True))
    label = f"{words.count(len(others))} smaller categories"
    whole = sum(row.n for row in others), sum(row.before or 0 for row in others)
    return [*kept, Counted(label, *whole, (now, before))]


def _opened(material: Material) -> tuple[Shown, ...]:
    opened = shown(material, "contact_volume")
    return (opened,) if opened else ()
