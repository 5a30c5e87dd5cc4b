"""How well we answered: shares in a hundred and times, each on the band that chance alone could make."""

from collections import Counter

from unsung.ground.figures import Figure, Statement
from unsung.publishing import words
from unsung.publishing.findings.answers import reply_sentence
from unsung.publishing.findings.finding import Chosen
from unsung.publishing.material import Material
from unsung.publishing.publication import LeftOut, Section, Sentence, Table
from unsung.publishing.sections import shares, times
from unsung.publishing.sections.definitions import opened

NAME = "How well we answered"
SHARES = {
    "first_response_time.answered": "Had a reply within 7 days",
    "service_level.call": "Calls answered within {call}",
    "service_level.chat": "Chats answered within {chat}",
    "abandonment_rate": "Callers who gave up waiting",
    "fcr": "Settled first time, with no return in seven days",
    "reopen_rate": "Came back within 14 days of being settled",
    "transfer_rate": "Passed from one team to another",
}
TIMES = {
    "first_response_time.business": "First human reply, in opening hours",
    "first_response_time.calendar": "First human reply, around the clock",
    "next_response_time.business": "Each further reply, in opening hours",
    "next_response_time.calendar": "Each further reply, around the clock",
    "resolution_time_km": "Settled, those still open counted in",
}
OF_ONE_CHANNEL = ("service_level.", "abandonment_rate")
REPLIES = ("first_response_time.business.median", "first_response_time.calendar.median")
SETTLED = "resolution_time_km.median"
BAND = Sentence("The band shows how far chance alone could move each figure.")


def how_well(material: Material, chosen: Chosen) -> Section | LeftOut:
    """Two tables: shares, and times by median and ninetieth percentile."""
    standing = {figure.id: _standing(material, figure) for figure in _figures(material)}
    tables = (_shares(material, standing), times.table(material, TIMES, standing))
    drawn = tuple(table for table in tables if table)
    if drawn:
        return Section("answering", NAME, _say(material, chosen), drawn)
    return _left_out(material)


def _figures(material: Material) -> list[Figure]:
    """What the section prints: shares, also those shown as cases alone, and times that can be told."""
    found = [material.had(id) for id in SHARES] + [material.told(f"{stem}.median") for stem in TIMES]
    return [figure for figure in found if figure]


def _shares(material: Material, standing: dict[str, str]) -> Table | None:
    figures = [figure for id in SHARES if (figure := material.had(id))]
    if not figures:
        return None
    scale = shares.fitting(figures)
    promised = {name: words.duration(seconds) for name, seconds in material.asked.promised_s.items()}
    rows = [
        shares.row(
            figure,
            SHARES[figure.id].format(**promised),
            scale,
            standing[figure.id],
            shown=opened(material, figure),
        )
        for figure in figures
    ]
    return shares.table("Answering, in 100, with intervals", "Figure", rows, scale)


def _standing(material: Material, figure: Figure) -> str:
    """Of which channels alone it is known, and how it stands against the month before."""
    return "; ".join(part for part in (_known_of(material, figure), _compared(material, figure)) if part)


def _known_of(material: Material, figure: Figure) -> str:
    """Said where other channels are left out of it, unless its name says so."""
    known = [] if figure.id.startswith(OF_ONE_CHANNEL) else material.known_of(figure)
    return f"known of {words.listed(known)} only" if known else ""


def _compared(material: Material, figure: Figure) -> str:
    """In the fixed words; a change is told in the sentences."""
    if few := shares.sample(figure):
        return few
    if figure.statement == "about_the_same":
        return f"about the same as in {material.before}"
    return "cannot tell yet" if figure.statement == "cannot_tell" else ""


def _say(material: Material, chosen: Chosen) -> tuple[Sentence, ...]:
    figures = _figures(material)
    ids = {figure.id for figure in figures}
    claims = [each for each in chosen.claims if each.subject in ids]
    told = [Sentence(each.sentence, each.sentence.removesuffix("."), (each.subject,)) for each in claims]
    facts = [] if claims else [_reply(material), _settling(material)]
    rest = [figure for figure in figures if not chosen.claimed(figure.id)]
    texts = [*facts, _on_the_spot(material), *_about_the_rest(material, rest, bool(claims))]
    return (*told, *(Sentence(text) for text in texts if text), BAND)


def _reply(material: Material) -> str:
    figure = material.first_reply
    return reply_sentence(material, figure) if figure else ""


def _settling(material: Material) -> str:
    """How soon half were settled, and of which channels alone that is known."""
    figure = material.told(SETTLED)
    if figure is None:
        return ""
    known = material.known_of(figure)
    alone = f", known of {words.listed(known)} only" if known else ""
    return f"Half of the conversations were settled within {words.value(figure)}{alone}."


def _on_the_spot(material: Material) -> str:
    figure = material.had("first_response_time.on_the_spot")
    if figure is None or not figure.value:
        return ""
    n = round(figure.value)
    return f"{words.several(n, 'conversation')} {'was' if n == 1 else 'were'} answered on the spot."


def _about_the_rest(material: Material, rest: list[Figure], others: bool) -> list[str]:
    """How the figures stand that no claim is made of, in the fixed words."""
    if not any(figure.statement for figure in rest):
        return [f"None of these figures can be compared with {material.before}."] if rest else []
    who = "the other figures" if others else "the figures"
    standing = Counter(figure.statement for figure in rest)
    alike = f"about the same as in {material.before}."
    if standing["about_the_same"] == len(rest):
        return [f"{words.capital(who)} were {alike}"]
    told: dict[Statement, str] = {
        "about_the_same": f"{{n}} of {who} {{was}} {alike}",
        "cannot_tell": f"Of {{n}} of {who} we cannot tell yet whether {{it}} changed.",
        "changed": (
            f"{{n}} of {who} differ{{s}} from {material.before} by more than chance explains in {{one}} "
            "alone; among so many compared, this issue claims nothing of {them}."
        ),
    }
    return [_of(standing[word], said) for word, said in told.items() if standing[word]]


def _of(n: int, said: str) -> str:
    """A sentence on so many figures."""
    one = {"was": "was", "it": "it", "s": "s", "one": "it", "them": "it"}
    many = {"was": "were", "it": "they", "s": "", "one": "each", "them": "them"}
    return words.capital(said.format(n=words.small(n), **(one if n == 1 else many)))


def _left_out(material: Material) -> LeftOut:
    few = material.had(REPLIES[1], SETTLED)
    if few is None:
        why = material.why_not(REPLIES[1], "no source tells replies, states or calls")
        told = why.startswith("Not reached yet")
        how = "Hand in the messages themselves, the history of states, or call records."
        return LeftOut(NAME, why, "Records that reach further tell." if told else how)
    of, _, _ = few.of.partition(",")
    are = "is" if few.n == 1 else "are"
    why = f"{words.several(few.n, words.of_one(of), of)} {are} too few to say more"
    return LeftOut(NAME, why, "A month with more of them tells.")
