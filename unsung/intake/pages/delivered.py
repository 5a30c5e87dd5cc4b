"""One delivery: what came of it, and taking it back, which says first what will be withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from unsung.ground.visitor import visitor_of
from unsung.intake import jobs
from unsung.intake.models import TakingBack
from unsung.intake.pages import queries, words
from unsung.intake.pages.showing import may_take_back, show
from unsung.intake.withdrawing import told_by
from unsung.ledger.models import Delivery
from unsung.ledger.queries.deliveries import brought_later, facts_that_stand


@require_safe
def delivery(request: HttpRequest, number: int) -> HttpResponse:
    """What came of a delivery: its counts, what was noted, what stands, what was put aside."""
    here = visitor_of(request)
    asked = TakingBack.objects.filter(delivery=queries.delivery_of(number)).first()
    is_going = bool(asked and not asked.ended_at and jobs.is_at_work(asked.job))
    # Asked for last: what ended meanwhile is then seen as ended, and no page waits for what is over.
    found = queries.delivery_of(number)
    context = {
        "delivery": found,
        "by": queries.brought_by([found.pk]).get(found.pk, ""),
        "reasons": queries.reasons(found),
        "stands": _stands(found),
        "asked": asked,
        "is_going": is_going,
        "may_take_back": may_take_back(here),
        "sees_asides": here.serves,
    }
    return show(request, "delivery", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """What will be withdrawn; posted to, it is."""
    found = queries.delivery_of(number)
    if found.taken_back_at:
        return redirect("bring:delivery", number)
    if request.method == "POST":
        jobs.ask_back(found, visitor_of(request).person)
        messages.info(request, f"{found.name} is being taken back.")
        return redirect("bring:delivery", number)
    context = {
        "delivery": found,
        "stands": _stands(found),
        "later": brought_later(found),
        "is_mail": found.source.way == "mail",
    }
    return show(request, "take_back", context)


def _stands(found: Delivery) -> list[str]:
    counted = facts_that_stand(found)
    return [
        words.counted(counted[family], *words.FAMILIES[family])
        for family in told_by(found)
        if counted.get(family)
    ]
