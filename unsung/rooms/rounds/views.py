"""The rounds as pages: a day's items, one tap to check one, and the items as the desk's lead writes them."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unsung.ground.kinds import KINDS
from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.ledger.actions import rounds as pen
from unsung.ledger.actions.rounds import Which
from unsung.ledger.models import Person
from unsung.ledger.queries.people import AT_A_DESK
from unsung.ledger.queries.rounds import ItemOf, round_of
from unsung.ledger.queries.zones import today
from unsung.rooms.rounds import noting
from unsung.rooms.rounds.forms import FEWEST, MOST, Row, padded, rows_of, sent_in
from unsung.rooms.rounds.reading import NAMES, leads, rounds_for

LONGEST_REASON = 200
A_DAY = timedelta(days=1)


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The rounds of one's desks on a day: today's to be checked, earlier ones to be read."""
    reader, now = visitor_of(request), today()
    day = _day(request.GET.get("day", ""), now)
    context = {
        "rounds": rounds_for(reader, day),
        "day": day,
        "today": day == now,
        "acts": day == now and reader.looker is None,
        "earlier": day - A_DAY,
        "later": day + A_DAY if day < now else None,
        "reader": reader.person,
    }
    return render(request, "rounds/list.html", context)


def _day(asked: str, now: date) -> date:
    """The day asked for; today where none was, or one that is no day, or to come, or long before records."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return now
    return day if date(1970, 1, 2) <= day <= now else now


@require_POST
def check(request: HttpRequest, number: int, which: str) -> HttpResponse:
    """Check an item of today off, skip it with a reason, or take one's own check back."""
    reader = visitor_of(request)
    if number not in reader.desks or which not in NAMES:
        raise Http404
    of = Which(number, which, today())
    item = _item(of, request.POST.get("item", ""))
    act = request.POST.get("do", "done")
    if act == "undo":
        _undo(request, of, item)
    else:
        _check(request, of, item, _reason(request) if act == "skip" else "")
    answer = redirect("rounds:list")
    answer["Location"] += f"#item-{item.ref}"
    return answer


def _item(of: Which, asked: str) -> ItemOf:
    found = next((each for each in round_of(of.desk, of.name, of.day) if str(each.ref) == asked), None)
    if found is None:
        raise Http404
    return found


def _reason(request: HttpRequest) -> str:
    reason = " ".join(request.POST.get("reason", "").replace("\x00", "").split())
    if not reason or len(reason) > LONGEST_REASON:
        what = f"The reason has {len(reason)} letters." if reason else "No reason was given."
        limit = f" It has {LONGEST_REASON} at most." if reason else ""
        raise Problem(what, "The item is still open.", f"Say in a few words why it is skipped.{limit}")
    return reason


def _check(request: HttpRequest, of: Which, item: ItemOf, reason: str) -> None:
    person = visitor_of(request).person or 0
    ref = pen.check(of, item.ref, person, reason)
    if ref is None:
        messages.info(request, "That was checked already, and stands once.")
        return
    if reason:
        messages.info(request, "Skipped, with its reason.")
        return
    line = f"{NAMES[of.name].lower()}: {item.words}"
    messages.info(request, f"Done. {noting.write_down(person, ref, line, item.kind)}")


def _undo(request: HttpRequest, of: Which, item: ItemOf) -> None:
    person = visitor_of(request).person or 0
    ref = pen.undo(of, item.ref, person)
    if ref is None:
        messages.info(request, "There is no check of yours to take back.")
        return
    told = "" if item.check and item.check.reason else noting.take_out(person, ref)
    messages.info(request, f"Open again. {told}".strip())


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int, which: str) -> HttpResponse:
    """The items of a round, kept from today on; the days before keep theirs."""
    if which not in NAMES or not leads(visitor_of(request), number):
        raise Http404
    of = Which(number, which, today())
    people = list(Person.objects.filter(roles__desk=number, roles__role__in=AT_A_DESK).distinct())
    rows, wrong = rows_of(round_of(number, which, of.day), which), ""
    if request.method == "POST":
        sent = sent_in(request.POST, {each.pk for each in people})
        if not sent.wrong:
            pen.keep_round(of, sent.items)
            messages.info(request, "Kept from today on. The days before keep theirs.")
            return redirect("rounds:list")
        rows, wrong = list(sent.rows), sent.wrong
    return _form(request, of, people, rows, wrong)


def _form(
    request: HttpRequest, of: Which, people: Sequence[Person], rows: Sequence[Row], wrong: str
) -> HttpResponse:
    context = {
        "name": NAMES[of.name],
        "rows": padded(rows),
        "wrong": wrong,
        "people": people,
        "kinds": KINDS.values(),
        "fewest": FEWEST,
        "most": MOST,
    }
    return render(request, "rounds/edit.html", context, status=400 if wrong else 200)
