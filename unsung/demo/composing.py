"""What customers and the desk write: sentences of one story put together as somebody of their kind would."""

import re
from functools import cache
from random import Random

from unsung.demo.allotment import BILLING, CLAIMS, LAPSED, ONLINE, VISITS
from unsung.demo.conversations import Conversation
from unsung.demo.gaps import Gaps
from unsung.demo.larkfield import REPS
from unsung.demo.people import AGENTS, COLLEAGUES, NEW
from unsung.demo.slips import typed
from unsung.demo.wording import nearest, phrases

OFFICES = {
    BILLING: "Billing",
    LAPSED: "Billing",
    CLAIMS: "Claims",
    ONLINE: "Technology",
    VISITS: "Facilities",
}
LENGTHS = ("terse", "short", "middling", "long")
LENGTH_WEIGHTS, OFFICE_LENGTHS = (18, 36, 34, 12), (30, 50, 15, 5)
PARTS = {"terse": (0, 0), "short": (1, 1), "middling": (2, 1), "long": (3, 2)}
LED, AGAIN = 0.45, 0.5
KNOWN_ONLY = re.compile(r"\{(rep|policy|years|last_month)\}|again|usually|always|the third person")
LOWERED = frozenset(
    "You Your My The There It We Please Could Can Is Are Do Does This Something Somebody What When Where Why "
    "How Who Which A An Both Nobody No Nothing Last Here Two Some Has Have According Because Another "
    "Just They Would Will Shall Should May Was Did Any Anything".split()
)


@cache
def fitting(kind: str, *path: str) -> tuple[str, ...]:
    """The phrases somebody of that kind may use: who is new to us knows no names and has no policy."""
    found = phrases("manners", *path)
    return tuple(phrase for phrase in found if kind != NEW or not KNOWN_ONLY.search(phrase))


def gaps_of(conversation: Conversation, rng: Random) -> Gaps:
    """The gaps of a conversation, with what is known of its people filled already."""
    person = conversation.customer
    known = {
        "rep": (conversation.rep or rng.choice(REPS)).split()[0],
        "surname": person.last,
        "office": OFFICES.get(conversation.topic, "Underwriting"),
        "good": "Good morning" if conversation.opened.hour < 12 else "Good afternoon",
        "customer": person.first if rng.random() < 0.5 else person.name,
    }
    if person.kind not in (AGENTS, COLLEAGUES, NEW):
        known["policy"] = person.policy
    return Gaps(rng, conversation.opened.date(), known=known)


def lowered(sentence: str) -> str:
    """The sentence as it goes on after a greeting and a comma."""
    first, _, rest = sentence.partition(" ")
    return f"{first.lower()} {rest}" if first in LOWERED else sentence


def matter(conversation: Conversation, gaps: Gaps, rng: Random) -> list[str]:
    """What the customer first says, as sentences: what happened, more about it, what is wanted."""
    story, office = conversation.story, conversation.kind in (AGENTS, COLLEAGUES)
    length = rng.choices(LENGTHS, OFFICE_LENGTHS if office else LENGTH_WEIGHTS)[0]
    if length == "terse" and rng.random() < 0.3:
        return [gaps.one(story.asks), gaps.one(story.details)]
    details, asks = PARTS[length]
    said = [gaps.one(openings(conversation, rng)), *some(story.details, details, "besides", gaps, rng)]
    if length != "terse" and not office and rng.random() < 0.36:
        said.append(gaps.one(fitting(conversation.kind, "moods")))
    return said + some(story.asks, asks, "so", gaps, rng)


def openings(conversation: Conversation, rng: Random) -> tuple[str, ...]:
    """The sentences one begins with: half of those who were here lately go on where they left off."""
    story = conversation.story
    return story.again if conversation.returns and rng.random() < AGAIN else story.opens


def some(pool: tuple[str, ...], count: int, lead: str, gaps: Gaps, rng: Random) -> list[str]:
    """As many different sentences of a pool, each perhaps led over to."""
    return [led(line, lead, gaps, rng) for line in rng.sample(pool, min(count, len(pool)))]


def led(line: str, lead: str, gaps: Gaps, rng: Random) -> str:
    """A sentence, often with a few words that lead over to it."""
    if rng.random() > LED:
        return gaps.fill(line)
    return rng.choice(phrases("manners", lead)) + lowered(gaps.fill(line))


def paragraphs(sentences: list[str], rng: Random) -> list[str]:
    """The sentences in one to three paragraphs."""
    if len(sentences) < 4 or rng.random() < 0.3:
        return [" ".join(sentences)]
    cut = rng.randrange(1, len(sentences) - 1)
    return [" ".join(sentences[:cut]), " ".join(sentences[cut:])]


def letter(sentences: list[str], conversation: Conversation, gaps: Gaps, rng: Random) -> str:
    """A customer's mail: greeting, sentences and name, typed as that person types."""
    person, way = conversation.customer, rng.random()
    if 0.36 < way < 0.78:
        sentences = [
            f"{gaps.one(fitting(person.kind, 'greetings'))}, {lowered(sentences[0])}",
            *sentences[1:],
        ]
    body = [typed(part, person.care, rng) for part in paragraphs(sentences, rng)]
    if way >= 0.78 and person.kind != NEW:
        body.insert(0, gaps.one(phrases("manners", "salutations")))
    ending = farewell(conversation, rng)
    return "\n\n".join([*body, ending] if ending else body)


def farewell(conversation: Conversation, rng: Random) -> str:
    """How the mail ends, on one line with the name; some just stop."""
    person, way = conversation.customer, rng.random()
    name = person.first if rng.random() < 0.4 else person.name
    if way < 0.16:
        return ""
    return name if way < 0.3 else f"{rng.choice(phrases('manners', 'farewells'))} {name}"


def first_mail(conversation: Conversation, gaps: Gaps, rng: Random) -> str:
    """The mail that begins the conversation."""
    return letter(matter(conversation, gaps, rng), conversation, gaps, rng)


def next_mail(conversation: Conversation, gaps: Gaps, rng: Random) -> str:
    """The customer's next mail in the same matter."""
    said = [gaps.one(conversation.story.again)]
    if rng.random() < 0.25:
        said.append(led(rng.choice(conversation.story.asks), "so", gaps, rng))
    return letter(said, conversation, gaps, rng)


def chaser(conversation: Conversation, gaps: Gaps, rng: Random) -> str:
    """A mail of somebody who has had no answer."""
    return letter([gaps.one(phrases("manners", "chasers"))], conversation, gaps, rng)


def answer(conversation: Conversation, asked: str, gaps: Gaps, rng: Random, *, first: bool) -> str:
    """The desk's mail: to the first question, or to what came after; `asked` is what the customer wrote."""
    story = conversation.story
    said = [gaps.fill(line) for line in nearest(story.replies if first else story.closes, asked, rng)]
    if rng.random() < 0.6:
        said.insert(0, gaps.one(phrases("manners", "desk", "openers" if first else "seconds")))
    if rng.random() < 0.5:
        said.append(gaps.one(phrases("manners", "desk", "endings")))
    hello = gaps.one(phrases("manners", "desk", "salutations"))
    bye = rng.choice(phrases("manners", "desk", "farewells"))
    return "\n\n".join([hello, *paragraphs(said, rng), f"{bye}\n{gaps['rep']}"])
