"""Mail conversations as threads: the first mail, the desk's answer, and what went to and fro after it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from unsung.demo.composing import answer, chaser, first_mail, gaps_of, next_mail
from unsung.demo.conversations import Conversation
from unsung.demo.gaps import Gaps
from unsung.demo.larkfield import ADDRESS, NUMBER
from unsung.demo.mails import Address, Mail
from unsung.demo.moments import lognormal
from unsung.demo.opening import Opening
from unsung.demo.people import AGENTS, Person
from unsung.demo.wording import phrases

DESK_HOST = "mx.larkfieldmutual.example"
DESK: Address = ("Larkfield Mutual", ADDRESS)
AWAY_HEADS = (("Auto-Submitted", "auto-replied"), ("X-Autoreply", "yes"))
CHASED_BY = timedelta(days=7)
NOTE_HEADS = (("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"))
SAME_SUBJECT_DAYS = 60
FOLLOWS, THIRD_ROUND, AWAY, UNTHREADED, CHASES = 0.36, 0.2, 0.03, 0.02, 0.45


class Subjects:
    """Which subjects each address used lately, so that two matters of one person are never taken for one."""

    def __init__(self) -> None:
        self.used: dict[tuple[str, str], date] = {}

    def fresh(self, conversation: Conversation, gaps: Gaps) -> str:
        """A subject that this address has not used for sixty days."""
        mail, day = conversation.customer.mail, conversation.opened.date()
        for _ in range(6):
            subject = gaps.one(conversation.story.subjects)
            last = self.used.get((mail, subject.casefold()))
            if last is None or (day - last).days > SAME_SUBJECT_DAYS:
                break
        else:
            subject = f"{subject} ({day.day} {day:%B}, {conversation.opened:%H.%M})"
        self.used[(mail, subject.casefold())] = day
        return subject


class Thread:
    """One thread in the making: the mails so far, and how each side writes."""

    def __init__(self, conversation: Conversation, subject: str, gaps: Gaps, rng: Random) -> None:
        self.conversation, self.subject, self.gaps, self.rng = conversation, subject, gaps, rng
        self.mails: list[Mail] = []
        self.customer: Address = (conversation.customer.name, conversation.customer.mail)
        self.heads = (("X-Category", conversation.topic), ("X-Customer-Kind", conversation.kind))

    @property
    def last(self) -> Mail:
        """The newest mail that a person wrote."""
        return next(mail for mail in reversed(self.mails) if not mail.by_machine)

    def begin(self, written: str) -> None:
        """The customer's first mail."""
        conversation = self.conversation
        self.mails.append(self.customers(conversation.reference, conversation.opened, self.subject, written))

    def from_customer(self, at: datetime, written: str, *, away: bool = False) -> None:
        """The customer's answer to the newest mail; `away`: one their machine gives."""
        before = self.last
        found = self.customers(
            f"{at:%Y%m%d%H%M%S}.{len(self.mails)}.{self.conversation.reference}",
            not_between_clocks(at),
            answering(self.subject, self.conversation.customer.quoting),
            written,
        )
        to = DESK if before.sender == self.customer else before.sender
        threaded = self.rng.random() > UNTHREADED
        heads = AWAY_HEADS if away else found.headers
        self.mails.append(replace(found, to=to, answers=before, threaded=threaded, headers=heads))

    def customers(self, number: str, at: datetime, subject: str, written: str) -> Mail:
        """A mail as this customer's program writes it, answering none yet."""
        person = self.conversation.customer
        return Mail(
            id=number,
            at=at,
            sender=self.customer,
            to=DESK,
            subject=subject,
            written=written,
            signature=signature_of(person),
            quoting=person.quoting,
            coding=person.coding,
            html=person.html,
            wrap=person.coding in ("latin-1 qp", "utf-8 8bit"),
            headers=self.heads,
        )

    def from_desk(self, at: datetime, written: str, rep: str) -> None:
        """The desk's answer to the newest mail."""
        self.mails.append(
            Mail(
                id=f"{at:%Y%m%d%H%M%S}.{len(self.mails)}.{self.conversation.seed:x}@{DESK_HOST}",
                at=at,
                sender=(f"{rep}, Larkfield Mutual", ADDRESS),
                to=self.customer,
                subject=answering(self.subject, "plain"),
                written=written,
                signature=desk_signature(rep),
                answers=self.last,
                quoting="plain",
            )
        )

    def from_machine(self, at: datetime, written: str) -> None:
        """The note a machine of the desk's sends while nobody is there."""
        self.mails.append(
            Mail(
                id=f"{at:%Y%m%d%H%M%S}.auto.{self.conversation.seed:x}@{DESK_HOST}",
                at=at,
                sender=("Larkfield Mutual", ADDRESS),
                to=self.customer,
                subject=answering(self.subject, "plain"),
                written=written,
                answers=self.mails[0],
                headers=NOTE_HEADS,
            )
        )


def signature_of(person: Person) -> str:
    """What a customer's program puts under a mail: an office's lines, a telephone's boast, mostly nothing."""
    if person.kind == AGENTS:
        return f"-- \n{person.name}\n{person.firm}\n{spaced(person.phone)}"
    if person.firm:
        return f"-- \n{person.name}\n{person.firm}, extension {person.phone}"
    return person.device


def desk_signature(rep: str) -> str:
    """What stands under the desk's mails."""
    return f"-- \n{rep}\nService desk, Larkfield Mutual\nHarrow Lane, {spaced(NUMBER)}"


def spaced(number: str) -> str:
    """A telephone number as people write it."""
    return f"{number[:5]} {number[5:]}"


def answering(subject: str, quoting: str) -> str:
    """The subject of an answer: offices shout it."""
    return f"{'RE' if quoting in ('outlook', 'original') else 'Re'}: {subject}"


def not_between_clocks(at: datetime) -> datetime:
    """The moment, out of the hour after one at night that is missing or double twice a year."""
    return at + timedelta(hours=1) if at.hour == 1 else at


def thread_of(
    conversation: Conversation, subjects: Subjects, hours: Opening, records_end: datetime
) -> list[Mail]:
    """The mails of one conversation, oldest first; none after `records_end`."""
    rng = Random(conversation.seed)
    gaps = gaps_of(conversation, rng)
    thread = Thread(conversation, subjects.fresh(conversation, gaps), gaps, rng)
    thread.begin(first_mail(conversation, gaps, rng))
    if not hours.span(conversation.opened.date()):
        note = gaps.one(phrases("manners", "desk", "acknowledgement"))
        thread.from_machine(conversation.opened + timedelta(seconds=rng.randrange(4, 20)), note)
    waited = (conversation.first_reply or records_end) - conversation.opened
    if waited > timedelta(days=3) and rng.random() < CHASES:
        chased = conversation.opened + min(waited, CHASED_BY) * rng.uniform(0.4, 0.9)
        thread.from_customer(chased.replace(microsecond=0), chaser(conversation, gaps, rng))
    if conversation.first_reply:
        converse(thread, conversation.first_reply, hours)
    return [mail for mail in thread.mails if mail.at < records_end]


def converse(thread: Thread, first_reply: datetime, hours: Opening) -> None:
    """The desk's first answer and the rounds that may follow."""
    conversation, gaps, rng = thread.conversation, thread.gaps, thread.rng
    asked = thread.mails[0].written
    thread.from_desk(first_reply, answer(conversation, asked, gaps, rng, first=True), conversation.rep)
    if rng.random() < AWAY * (4 if conversation.customer.kind == AGENTS else 1):
        note = gaps.one(phrases("manners", "post", "away"))
        thread.from_customer(first_reply + timedelta(seconds=rng.randrange(20, 90)), note, away=True)
    chance = FOLLOWS
    while rng.random() < chance:
        chance *= THIRD_ROUND
        written = thread.last.at + timedelta(minutes=round(20 + lognormal(rng, 420, 1.0)))
        thread.from_customer(written, next_mail(conversation, gaps, rng))
        if rng.random() < 0.85:
            replied = hours.after(thread.last.at, min(900.0, lognormal(rng, 150, 0.7)))
            told = answer(conversation, thread.last.written, gaps, rng, first=False)
            thread.from_desk(replied, told, conversation.rep)
