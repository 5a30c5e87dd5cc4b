"""How many through which door, and from whom: two tables side by side."""

from unsung.ground.figures import Figure
from unsung.measures.breakdowns import Counted
from unsung.publishing import words
from unsung.publishing.findings import doors
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import CHANNEL_NAMES, Material
from unsung.publishing.publication import Cell, LeftOut, Mark, Row, Section, Sentence, Shown, Table
from unsung.publishing.sections.definitions import shown

CAME_BY = {
    "call": "picked up the phone",
    "mail": "wrote a mail",
    "chat": "opened a chat",
    "walkin": "walked in",
    "form": "filled in a form",
    "other": "came some other way",
}
MOST_KINDS = 8
NOT_COMPARED = "not compared"


def who_and_how(material: Material, chosen: Chosen) -> Section | LeftOut:
    """By channel and by who got in touch, whichever of the two the records tell."""
    tables = [table for table in (_by_channel(material, chosen), _by_kind(material)) if table]
    if not tables:
        return LeftOut(
            "How many, and from whom",
            material.why_not("contact_volume", "no source tells single conversations"),
            "Hand in mail, call records, chats or a table with one row a conversation.",
        )
    claims = chosen.names(*(doors.subject(name) for name in material.channels))
    say = tuple(
        Sentence(each.sentence, claims=(each.subject,)) for each in chosen.claims if each.subject in claims
    )
    kinds = sum(row.n > 0 for row in material.breakdowns.kinds.rows) > 1
    title = " and ".join(["How they came"] * bool(material.channels) + ["who they were"] * kinds)
    return Section("who", words.capital(title), say, tuple(tables), pair=len(tables) == 2)


def _by_channel(material: Material, chosen: Chosen) -> Table | None:
    channels, compared = material.channels, _compared(material)
    if not channels:
        return None
    most = max(_n(figure) for figure in channels.values()) or 1
    rows = tuple(
        _channel_row(material, name, _n(figure), most, chosen, compared) for name, figure in channels.items()
    )
    return Table(
        "bars",
        "Conversations by channel",
        "Channel",
        ("Conversations", f"Change a {material.a_day}") if compared else ("Conversations",),
        rows,
        _channel_title(material),
        f"Conversations, and their change a {material.a_day} from {material.before}"
        if compared
        else "Conversations",
        foot=_foot(material) if compared else "",
        shown=_opened(material),
    )


def _compared(material: Material) -> bool:
    """Whether any channel may be compared with the month before."""
    doors_of = material.breakdowns.channels
    known = material.volume_before is not None and not material.all_closed
    return known and any(doors_of[name].own for name in material.channels if name in doors_of)


def _channel_row(material: Material, name: str, n: int, most: int, chosen: Chosen, compared: bool) -> Row:
    cells = [Cell(words.count(n), strong=True)]
    if compared:
        cells.append(_change(material, name, chosen.claimed(doors.subject(name))))
    return Row(CHANNEL_NAMES[name], tuple(cells), icon=name, mark=Mark("bar", 100 * n / most))


def _foot(material: Material) -> str:
    """Why a channel is not compared, and that some are on fewer days than the months have."""
    figure, asked = material.figures.get("volume_change"), material.asked
    split = figure.by.get("channel", {}) if figure else {}
    whole = tuple(len(asked.open_days(period)) for period in (asked.period, asked.before))
    told = [(name, material.breakdowns.channels[name].own) for name in material.channels]
    why = [
        f"{CHANNEL_NAMES[name]}: {split[name].why_null}"
        for name, own in told
        if own is None and name in split
    ]
    if any(own and (own[0].days, own[1].days) != whole for _, own in told):
        why.append("Each change is over the days of which the records of that channel tell.")
    return " ".join(dict.fromkeys(why))


def _change(material: Material, name: str, claimed: bool) -> Cell:
    """Its change a day, over the days of which its own records tell, as the figure of it has it."""
    door = material.breakdowns.channels.get(name)
    if door is None or door.own is None:
        return Cell(NOT_COMPARED, quiet=True)
    now, before = door.own
    change = words.change_a_day(now.n, before.n, (now.days, before.days))
    return Cell(change, quiet=True, strong=claimed)


def _channel_title(material: Material) -> str:
    name, figure = next(iter(material.channels.items()))
    came = [each for each, part in material.channels.items() if _n(part)]
    if len(came or material.channels) == 1:
        # Of “other” alone nothing is known but that it came: most tables without a column of channels.
        return "By which way they came is not told" if name == "other" else f"Everyone {CAME_BY[name]}"
    most = [name for name, each in material.channels.items() if _n(each) == _n(figure)]
    if len(most) > 1 and _n(figure):
        ways = f"{words.capital(words.small(len(most)))} ways"
        return f"{ways} brought {words.several(_n(figure), 'conversation')} each"
    total = sum(_n(each) for each in material.channels.values())
    return words.capital(f"{words.about(_n(figure), total)} {CAME_BY[name]}") if total else "Nobody came"


def _by_kind(material: Material) -> Table | None:
    kinds = material.breakdowns.kinds
    every = sorted((row for row in kinds.rows if row.n), key=lambda row: -row.n)
    if len(every) < 2:
        return None
    rows = _folded(every)
    total = sum(row.n for row in kinds.rows) + kinds.unknown
    most = max(row.n for row in rows)
    printed = tuple(_kind_row(row, most) for row in rows)
    unknown = (
        f"Of {words.several(kinds.unknown, 'conversation')} the records do not tell." if kinds.unknown else ""
    )
    title, measured = _kinds_said(every, total)
    return Table(
        "bars",
        "Conversations by who got in touch",
        "Who",
        ("Conversations",),
        printed,
        title,
        measured,
        foot=unknown,
        shown=_opened(material),
    )


def _folded(rows: list[Counted]) -> list[Counted]:
    """The largest, and the others as one row, so that none is missing from the whole."""
    if len(rows) <= MOST_KINDS:
        return rows
    others = rows[MOST_KINDS - 1 :]
    label = f"{words.count(len(others))} other kinds"
    return [*rows[: MOST_KINDS - 1], Counted(label, sum(row.n for row in others), None)]


def _kinds_said(rows: list[Counted], total: int) -> tuple[str, str]:
    """Who came most, and who after them; of several with as many none is put before another."""
    most = [row for row in rows if row.n == rows[0].n]
    n = words.several(rows[0].n, "conversation")
    if len(most) == len(rows):
        return f"{words.capital(words.small(len(rows)))} kinds, {n} each", ""
    if len(most) > 1:
        return f"{words.capital(words.small(len(most)))} kinds brought {n} each", ""
    title = f"{words.capital(words.brief(rows[0].label))}: {words.about(rows[0].n, total)}"
    then = [row for row in rows if row.n == rows[1].n]
    if len(then) > 1:
        return (
            title,
            f"Then {words.small(len(then))} kinds with {words.several(then[0].n, 'conversation')} each",
        )
    return title, f"Then {words.brief(rows[1].label)}, {words.about(rows[1].n, total)}"


def _kind_row(row: Counted, most: int) -> Row:
    return Row(
        words.capital(row.label),
        (Cell(words.count(row.n), strong=True),),
        mark=Mark("bar", 100 * row.n / most),
    )


def _opened(material: Material) -> tuple[Shown, ...]:
    opened = shown(material, "contact_volume")
    return (opened,) if opened else ()


def _n(figure: Figure) -> int:
    return round(figure.value or 0)
