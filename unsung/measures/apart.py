"""What is left out of the other figures, counted so that nothing vanishes."""

from functools import partial

from unsung.ground.figures import Figure
from unsung.measures.coverage import CALLED
from unsung.measures.kinds import Count
from unsung.measures.measure import Given, Told, drawn
from unsung.measures.sums import Sums

OPENED = "opened in the period"
STANDINGS = {"auto": "Automatic replies", "bounce": "Bounced mails", "list": "List mails", "spam": "Spam"}
NO_MAILS = "The records hold no mails, and only mail tells these apart."
BEGINNERS = {"desk": "Begun by the desk", "machine": "Begun by a machine"}

CONVERSATIONS = tuple(
    Given(
        f"counted_apart.{standing}",
        f"{name}, counted apart",
        "count",
        "conversations left out of every other figure",
        "Count.",
        OPENED,
        f"opened in the period; standing is {standing}",
    )
    for standing, name in STANDINGS.items()
)
BEGUN = tuple(
    Given(
        f"counted_apart.started_by_{who}",
        f"{name}, counted apart",
        "count",
        "conversations left out of the number of conversations",
        "Count.",
        OPENED,
        f"opened in the period; standing is contact; started by the {who}",
    )
    for who, name in BEGINNERS.items()
)
MESSAGES = tuple(
    Given(
        f"counted_apart.messages.{standing}",
        f"{name}, single messages counted apart",
        "count",
        "messages that count neither as asked nor as answered",
        "Count.",
        "sent in the period",
        f"sent in the period; standing is {standing}",
        "Messages",
    )
    for standing, name in STANDINGS.items()
)
GIVES = (*CONVERSATIONS, *BEGUN, *MESSAGES)


def counted_apart(sums: Sums) -> list[Figure]:
    """Conversations and messages set apart, by what they are."""
    return [
        *(
            drawn(given, sums, partial(_of_standing, sums, standing))
            for given, standing in zip(CONVERSATIONS, STANDINGS, strict=True)
        ),
        *(
            drawn(given, sums, partial(_begun_by, sums, who))
            for given, who in zip(BEGUN, BEGINNERS, strict=True)
        ),
        *(
            drawn(given, sums, partial(_messages, sums, standing))
            for given, standing in zip(MESSAGES, STANDINGS, strict=True)
        ),
    ]


def _of_standing(sums: Sums, standing: str, when: int, channel: str | None) -> Told:
    came = sums.standings[when, channel]
    if not came:
        return Told(why=sums.nothing(when, channel))
    if not _told_apart(sums, when):
        return Told(why=NO_MAILS)
    return Told(Count(sum(n for (how, _), n in came.items() if how == standing)))


def _begun_by(sums: Sums, who: str, when: int, channel: str | None) -> Told:
    came = sums.standings[when, channel]
    if not came:
        return Told(why=sums.nothing(when, channel))
    return Told(Count(came["contact", who]))


def _messages(sums: Sums, standing: str, when: int, channel: str | None) -> Told:
    sent = sums.sent[when, channel]
    if not sent["all"]:
        return Told(why=f"The records hold no messages of {CALLED[channel]}.")
    if not _told_apart(sums, when):
        return Told(why=NO_MAILS)
    return Told(Count(sent[standing]))


def _told_apart(sums: Sums, when: int) -> bool:
    """Whether a source tells what counts: mail with messages does, and any that set something apart."""
    if sums.sent[when, "mail"]["all"] or any(sums.sent[when, None][standing] for standing in STANDINGS):
        return True
    return any(standing in STANDINGS for standing, _ in sums.standings[when, None])
