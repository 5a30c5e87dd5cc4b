"""The people who get in touch with the desk: invented names, fictitious numbers, dead addresses."""

import unicodedata
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from unsung.demo.larkfield import DOMAIN, NUMBER
from unsung.demo.plan import KINDS
from unsung.demo.slips import CARE, CARE_WEIGHTS
from unsung.demo.wording import phrases

POLICYHOLDERS, AGENTS, COLLEAGUES, NEW = KINDS
CALLERS, WRITERS, BROKERS, STAFF = 1090, 2700, 64, 150
CAST = (
    "Sami Haddad",
    "Kwame Osei",
    "Farida Rahimi",
    "Lena Hoffmann",
    "Samuel Brandt",
    "Grace Darko",
    "Rui Pinto",
)
FLAT = str.maketrans("łŁøØ", "lLoO", "'’")
QUOTING = ("plain", "outlook", "original", "none")
CODING = ("utf-8 qp", "latin-1 qp", "utf-8 base64", "utf-8 8bit")
COMES_BACK = 0.42
LATELY = 24


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody outside the desk. `phone` is empty where they never ring, a short extension for a colleague.

    `care`, `quoting`, `coding`, `html` and `device` are how they write mail.
    """

    name: str
    kind: str
    mail: str
    phone: str
    policy: str
    care: str
    quoting: str
    coding: str
    html: bool
    device: str
    firm: str = ""

    @property
    def first(self) -> str:
        """The name they go by."""
        return self.name.split()[0]

    @property
    def last(self) -> str:
        """The name after the first."""
        return self.name.split(maxsplit=1)[1]


def fictitious_numbers() -> list[str]:
    """The numbers set aside for drama by the British regulator: 01632 960xxx and 07700 900xxx."""
    mobiles = [f"07700900{n:03}" for n in range(1000)]
    return mobiles + [number for n in range(1000) if (number := f"01632960{n:03}") != NUMBER]


def host_of(firm: str) -> str:
    """The mail domain of a firm."""
    return f"{flat(firm).replace(' ', '-')}.example"


def agent_domains() -> tuple[str, ...]:
    """The mail domains of the firms of agents and brokers."""
    return tuple(host_of(firm) for firm in phrases("names", "firms"))


def flat(name: str) -> str:
    """A name in the small plain letters of an address."""
    plain = unicodedata.normalize("NFKD", name.translate(FLAT)).encode("ascii", "ignore").decode()
    return plain.lower()


def person(rng: Random, kind: str, name: str, mail: str, phone: str, firm: str = "") -> Person:
    """A person with a way of writing drawn for them."""
    office = kind in (AGENTS, COLLEAGUES)
    device = rng.choice(phrases("manners", "post", "devices")) if not office and rng.random() < 0.05 else ""
    return Person(
        name,
        kind,
        mail,
        phone,
        f"LM-{rng.randint(10200, 58900)}",
        "careful" if office and rng.random() < 0.7 else rng.choices(CARE, CARE_WEIGHTS)[0],
        rng.choices(QUOTING, (30, 45, 15, 10) if office else (60, 12, 8, 20))[0],
        rng.choices(CODING, (60, 22, 8, 10))[0],
        rng.random() < (0.4 if office else 0.16),
        device,
        firm,
    )


def full_name(rng: Random) -> str:
    """An invented name."""
    return f"{rng.choice(phrases('names', 'first'))} {rng.choice(phrases('names', 'last'))}"


class Public:
    """Everybody who may get in touch, and who did lately."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(f"larkfield people {seed}")
        self.seen: dict[str, int] = {}
        numbers = fictitious_numbers()
        self.rng.shuffle(numbers)
        self.callers = [self.policyholder(number, n) for n, number in enumerate(numbers[:CALLERS])]
        self.writers = [self.policyholder("", CALLERS + n) for n in range(WRITERS)]
        self.brokers = [self.broker(number) for number in numbers[CALLERS : CALLERS + BROKERS]]
        self.staff = [self.colleague(4101 + n) for n in range(STAFF)]
        self.spare = deque(numbers[CALLERS + BROKERS :])
        self.lately: dict[tuple[str, str, str], deque[tuple[Person, str]]] = {}

    def address(self, name: str, host: str) -> str:
        """A mail address nobody else here has."""
        plain = f"{flat(name).replace(' ', '.', 1).replace(' ', '')}@{host}"
        self.seen[plain] = self.seen.get(plain, 0) + 1
        number = self.seen[plain]
        return plain if number == 1 else plain.replace("@", f"{number + 60}@", 1)

    def policyholder(self, phone: str, number: int) -> Person:
        """One policyholder; the first few are the cast of the month's stories."""
        name = CAST[number] if number < len(CAST) else full_name(self.rng)
        mail = self.address(name, self.rng.choice(phrases("names", "homes")))
        found = person(self.rng, POLICYHOLDERS, name, mail, phone)
        return replace(found, care="careful") if number < len(CAST) else found

    def broker(self, phone: str) -> Person:
        """One person in a broker's office."""
        firm = self.rng.choice(phrases("names", "firms"))
        name = full_name(self.rng)
        return person(self.rng, AGENTS, name, self.address(name, host_of(firm)), phone, firm)

    def colleague(self, extension: int) -> Person:
        """One colleague from another department, with a short number inside the house."""
        name = full_name(self.rng)
        department = self.rng.choice(phrases("names", "departments"))
        return person(self.rng, COLLEAGUES, name, self.address(name, DOMAIN), str(extension), department)

    def newcomer(self, rng: Random, channel: str) -> Person:
        """Somebody new, with a number where they ring."""
        name = full_name(rng)
        phone = self.spare[0] if channel == "call" else ""
        self.spare.rotate(-1 if phone else 0)
        return person(rng, NEW, name, self.address(name, rng.choice(phrases("names", "homes"))), phone)

    def back(self, rng: Random, kind: str, topic: str, channel: str) -> tuple[Person, str] | None:
        """Somebody who was here about the topic a few days ago, and with which story; or nobody."""
        lately = self.lately.get((kind, topic, "call" if channel == "call" else ""))
        return rng.choice(lately) if lately and rng.random() < COMES_BACK else None

    def first_time(self, rng: Random, kind: str, channel: str) -> Person:
        """Somebody who comes with something new."""
        return self.newcomer(rng, channel) if kind == NEW else rng.choice(self.among(rng, kind, channel))

    def remember(self, person: Person, topic: str, story: str, channel: str) -> None:
        """That somebody was here; who has a telephone may ring the next time."""
        ways = {"call" if channel == "call" else "", "call" if person.phone else ""}
        for way in sorted(ways):
            kept = self.lately.setdefault((person.kind, topic, way), deque(maxlen=LATELY))
            kept.append((person, story))

    def among(self, rng: Random, kind: str, channel: str) -> Sequence[Person]:
        """The people of a kind who use a channel: who rings must have a telephone."""
        if kind == AGENTS:
            return self.brokers
        if kind == COLLEAGUES:
            return self.staff
        return self.callers if channel == "call" or rng.random() < 0.3 else self.writers
