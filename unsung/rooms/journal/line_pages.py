"""One line as a page: its versions, who may read it, the conversation it belongs to, and its erasure."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unsung.ground.visitor import visitor_of
from unsung.ledger.queries.zones import today
from unsung.rooms.journal import asking, linking, sharing, showing
from unsung.rooms.journal.capture import Said, Understood, kinds_offered, understood, version
from unsung.rooms.journal.looking import Entry
from unsung.rooms.journal.opening import line_of, said_in, unlocked
from unsung.rooms.journal.reflections import TOOK, as_words, reflection
from unsung.rooms.journal.written import Version, Written


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def line(request: HttpRequest, line: UUID) -> HttpResponse:
    """One line with its versions; sent in, its words and kinds are another version."""
    mine, written = line_of(request, line)
    if request.method == "POST":
        # “Yesterday” stays the day before the line was first written, however late its words are changed.
        said = replace(said_in(request), typed=written.versions[0].moment)
        if said.here and written.now.asked != TOOK:
            mine.change(written.id, _changed(written, said))
            shared = "Readers still see the earlier ones." if written.open else "The old words stay with you."
            messages.info(request, f"Kept as a new version. {shared}")
        return redirect("journal:line", written.id)
    return _page(request, written)


def _changed(written: Written, said: Said) -> Version:
    """The line with other words; where they name no day or time it tells of those it told of before.

    The words of a reflection are understood as nothing else.
    """
    now = written.now
    if now.asked:
        return reflection(now.asked, said.here, now.happened)
    found = understood(said)
    made = version(found)
    at = made.said["at"] if found.line.at else now.said["at"]
    return replace(made, day=made.day if found.line.day else now.day, said={**made.said, "at": at})


def _page(request: HttpRequest, written: Written, words: str = "") -> HttpResponse:
    now = written.now
    said = Said(now.said["raw"], tuple(now.plain), tuple(now.kinds), typed=written.versions[0].moment)
    found = Understood(as_words(now), said) if now.asked else understood(said)
    context: dict[str, Any] = {
        "worded": now.asked != TOOK,
        "entry": Entry(written, linking.cases_of([written]).get(now.case or 0)),
        "found": replace(found, goes="" if written.shared else None),
        "kinds": kinds_offered(),
        "reads": sharing.who_reads(written),
        "offer": showing.offer_of(written, visitor_of(request)),
        "reach": showing.reach_of(written, visitor_of(request)),
        "offered": [(each, linking.called(each)) for each in linking.offered(now, words)],
        "words": words,
    }
    return render(request, "journal/line.html", context)


@require_POST
@unlocked
def share(request: HttpRequest, line: UUID) -> HttpResponse:
    """Share a line with those chosen, as it now reads; “only me” takes it back."""
    mine, written = line_of(request, line)
    who = request.POST.get("who", "me")
    if who == "me":
        return _taken_back(request, line)
    visitor = visitor_of(request)
    choice = next((each for each in sharing.choices(visitor.person or 0) if each.value == who), None)
    if choice is None:
        raise Http404
    consent = sharing.Consent("name" in request.POST, "minutes" in request.POST)
    shared = sharing.share(mine, written.id, choice, visitor, consent)
    messages.info(request, f"Shared. {sharing.who_reads(shared or written)}")
    return redirect("journal:line", written.id)


@require_POST
@unlocked
def take_back(request: HttpRequest, line: UUID) -> HttpResponse:
    """Take a line back from its readers."""
    return _taken_back(request, line)


def _taken_back(request: HttpRequest, line: UUID) -> HttpResponse:
    mine, written = line_of(request, line)
    sharing.take_back(mine, written.id, today())
    messages.info(request, f"{'Taken back. ' if written.open else ''}Only you can read it.")
    return redirect("journal:line", written.id)


@require_POST
@unlocked
def link(request: HttpRequest, line: UUID) -> HttpResponse:
    """Look for the conversation a line belongs to, by words; or link it to one, or to none."""
    mine, written = line_of(request, line)
    if "case" not in request.POST:
        return _page(request, written, request.POST.get("q", "")[:200])
    case = linking.case_numbered(request.POST["case"])
    mine.alter(written.id, lambda found: found.with_case(case))
    kept = "It belongs to a conversation now; its minutes count there."
    messages.info(request, kept if case else "It belongs to no conversation.")
    return redirect("journal:line", written.id)


@require_POST
@unlocked
def erase(request: HttpRequest, line: UUID) -> HttpResponse:
    """Erase a line and every version of it, for good; its readers lose it as well."""
    mine, written = line_of(request, line)
    with transaction.atomic():
        sharing.take_back(mine, written.id, today())
        mine.erase(written.id, today())
        asking.take_back(mine, written.id)
    messages.info(request, "Erased, with every earlier version.")
    return redirect("journal:list")
