"""Asking a colleague whether an entry is how it was, and taking the question back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from unsung.rooms.journal import asking
from unsung.rooms.journal.drawer import Open
from unsung.rooms.journal.evidence.forms import AskForm
from unsung.rooms.journal.evidence.opening import pack_asked
from unsung.rooms.journal.looking import Entry
from unsung.rooms.journal.opening import unlocked
from unsung.rooms.journal.written import Written

PAGE = "journal:evidence:pack"


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def ask(request: HttpRequest, pack: UUID, line: UUID) -> HttpResponse:
    """Whom to ask and what that colleague sees; sent in, the words are handed over."""
    mine, written = _line(request, pack, line)
    now = written.now
    given = {"words": " → ".join(filter(None, (now.said["text"], now.said["outcome"])))}
    form = AskForm(mine.row.person_id, request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        whom, words = form.cleaned_data["whom"], form.cleaned_data["words"]
        asking.ask(mine, written.id, whom.pk, now.happened, words)
        messages.info(request, f"{whom.name} is asked, and sees these words alone.")
        return redirect(PAGE, pack)
    asked = asking.asked_about(mine, [written.id]).get(written.id)
    context = {"pack": pack, "entry": Entry(written), "form": form, "asked": asked}
    return render(request, "journal/evidence/ask.html", context)


@require_POST
@unlocked
def take_back(request: HttpRequest, pack: UUID, line: UUID) -> HttpResponse:
    """Take a question back: the words go, and the answer with them."""
    mine, written = _line(request, pack, line)
    asking.take_back(mine, written.id)
    messages.info(request, "Taken back. Your colleague sees it no longer.")
    return redirect(PAGE, pack)


def _line(request: HttpRequest, pack: UUID, line: UUID) -> tuple[Open, Written]:
    mine, found = pack_asked(request, pack)
    written = mine.find(str(line)) if str(line) in found.lines else None
    if written is None or written.erased:
        raise Http404
    return mine, written
