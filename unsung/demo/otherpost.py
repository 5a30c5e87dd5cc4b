"""Mail in the desk's box that is no conversation: newsletters, machines, spam, bounces, the desk's own."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from unsung.demo.conversations import Month
from unsung.demo.gaps import Gaps
from unsung.demo.larkfield import ADDRESS, REPS, ZONE
from unsung.demo.mails import Address, Mail
from unsung.demo.moments import in_hours, lognormal, of_mail
from unsung.demo.opening import ORDINARY
from unsung.demo.people import Person
from unsung.demo.threads import DESK, DESK_HOST, answering, desk_signature
from unsung.demo.wording import blocks, lines
from unsung.ground.periods import month_of

NEWSLETTERS, MACHINES, SPAM, BEGUN, RETURNED = 16, 14, 58, 28, 9
DEAD_HOSTS = ("closed-shop.invalid", "old-post.invalid", "mistyped.invalid")


def other_post(month: Month, people: tuple[Person, ...], seed: int) -> list[Mail]:
    """All such mail of one month, in no order; `people` are some the desk may write to."""
    rng = Random(f"larkfield post {seed} {month.plan.label}")
    found = [newsletter(month, rng, n) for n in range(NEWSLETTERS)]
    found += [from_machine(month, rng, n) for n in range(MACHINES)]
    found += [spam(month, rng, n) for n in range(SPAM)]
    for n in range(BEGUN):
        found += begun(month, rng, people, n)
    for n in range(RETURNED):
        found += returned(month, rng, n)
    return [mail for mail in found if mail.at < month.records_end]


def midnight(month: Month, rng: Random, *, working: bool) -> datetime:
    """The start of some day of the month."""
    days = month_of(month.plan.first).days
    fit = [day for day in days if month.opening.span(day)] if working else days
    return datetime.combine(rng.choice(fit), time(), ZoneInfo(ZONE))


def sender(block: Mapping[str, object]) -> Address:
    """Name and address out of "Name <address>"."""
    name, _, address = str(block["from"]).partition(" <")
    return name, address.rstrip(">")


def body(block: Mapping[str, object], gaps: Gaps) -> str:
    """The lines of a block, filled, one paragraph each."""
    return "\n\n".join(gaps.fill(line) for line in lines(block, "lines"))


def newsletter(month: Month, rng: Random, number: int) -> Mail:
    """A mail of a list that the desk is on; it is addressed to the list."""
    block = rng.choice(blocks("post", "newsletter"))
    at = of_mail(rng, midnight(month, rng, working=False))
    gaps = Gaps(rng, at.date(), known={})
    name, address = sender(block)
    listed = str(block["list"])
    heads = (
        ("List-Id", f"{name} <{listed}>"),
        ("List-Unsubscribe", f"<mailto:leave@{listed}>"),
        ("Precedence", "list"),
    )
    return Mail(
        id=f"{at:%Y%m%d%H%M%S}.news{number}@{listed}",
        at=at,
        sender=(name, address),
        to=(name, f"readers@{listed}"),
        subject=gaps.one(lines(block, "subjects")),
        written=body(block, gaps),
        html=rng.random() < 0.5,
        headers=(("Delivered-To", ADDRESS), *heads),
    )


def from_machine(month: Month, rng: Random, number: int) -> Mail:
    """A note that no person wrote."""
    block = rng.choice(blocks("post", "machine"))
    at = of_mail(rng, midnight(month, rng, working=False))
    gaps = Gaps(rng, at.date(), known={})
    name, address = sender(block)
    return Mail(
        id=f"{at:%Y%m%d%H%M%S}.machine{number}@{address.partition('@')[2]}",
        at=at,
        sender=(name, address),
        to=DESK,
        subject=gaps.fill(str(block["subject"])),
        written=body(block, gaps),
        headers=(("Auto-Submitted", "auto-generated"),),
    )


def spam(month: Month, rng: Random, number: int) -> Mail:
    """A mail the filter has flagged."""
    block = rng.choice(blocks("post", "spam"))
    at = of_mail(rng, midnight(month, rng, working=False))
    gaps = Gaps(rng, at.date(), known={})
    name, address = sender(block)
    return Mail(
        id=f"{at:%Y%m%d%H%M%S}.{rng.getrandbits(32):x}.{number}@{address.partition('@')[2]}",
        at=at,
        sender=(name, address),
        to=("", ADDRESS),
        subject=gaps.fill(str(block["subject"])),
        written=body(block, gaps),
        headers=(("X-Spam-Flag", "YES"), ("X-Spam-Score", f"{rng.uniform(6, 19):.1f}")),
    )


def desk_mail(month: Month, rng: Random, to: Address, number: str) -> tuple[Mail, Gaps, Mapping[str, object]]:
    """A mail with which the desk begins: a renewal, a call it owes, a refund that will be late."""
    block = rng.choice(blocks("post", "started"))
    at = in_hours(rng, midnight(month, rng, working=True), ORDINARY)
    rep = rng.choice(REPS[:5])
    gaps = Gaps(rng, at.date(), known={"rep": rep.split()[0]})
    written = f"Dear {to[0]},\n\n{body(block, gaps)}\n\nKind regards\n{gaps['rep']}"
    mail = Mail(
        id=f"{at:%Y%m%d%H%M%S}.begun{number}@{DESK_HOST}",
        at=at,
        sender=(f"{rep}, Larkfield Mutual", ADDRESS),
        to=to,
        subject=gaps.fill(str(block["subject"])),
        written=written,
        signature=desk_signature(rep),
    )
    return mail, gaps, block


def begun(month: Month, rng: Random, people: tuple[Person, ...], number: int) -> list[Mail]:
    """A thread the desk began; a third of them are answered."""
    person = rng.choice(people)
    mail, gaps, block = desk_mail(month, rng, (person.name, person.mail), str(number))
    if rng.random() > 0.35:
        return [mail]
    at = in_hours(rng, (mail.at + timedelta(days=1)).replace(hour=0, minute=0, second=0), ORDINARY)
    reply = Mail(
        id=f"{at:%Y%m%d%H%M%S}.answer{number}@{person.mail.partition('@')[2]}",
        at=at,
        sender=(person.name, person.mail),
        to=mail.sender,
        subject=answering(mail.subject, person.quoting),
        written=f"{gaps.one(lines(block, 'answers'))}\n\n{person.first}",
        answers=mail,
        quoting=person.quoting,
        coding=person.coding,
        html=person.html,
    )
    return [mail, reply]


def returned(month: Month, rng: Random, number: int) -> list[Mail]:
    """A mail of the desk's to an address that is no more, and the report that it could not be delivered."""
    dead = (
        f"{rng.choice(('info', 'j.smallwood', 'office', 'post', 'a.merriweather'))}@{rng.choice(DEAD_HOSTS)}"
    )
    mail, _, _ = desk_mail(month, rng, ("Sir or Madam", dead), f"dead{number}")
    at = mail.at + timedelta(seconds=round(lognormal(rng, 40, 1.2)))
    bounce = Mail(
        id=f"{at:%Y%m%d%H%M%S}.report{number}@{DESK_HOST}",
        at=at,
        sender=("Mail Delivery System", f"MAILER-DAEMON@{DESK_HOST}"),
        to=DESK,
        subject="Undelivered Mail Returned to Sender",
        written=f"This is the mail system at {DESK_HOST}.\n\nYour mail to <{dead}> could not be delivered.",
        answers=mail,
        threaded=False,
        headers=(("Auto-Submitted", "auto-replied"),),
        report=dead,
    )
    return [mail, bounce]
