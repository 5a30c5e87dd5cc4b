"""How these pages are shown: in the desk's own time, and to whom what customers wrote may be seen."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from unsung.ground.visitor import Visitor, visitor_of
from unsung.intake.handed_in import desk_zone
from unsung.intake.models import Upload


def show(
    request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """The page, with moments in the desk's zone."""
    zone = desk_zone()
    with timezone.override(zone):
        return render(request, f"bring/{template}.html", {**context, "zone": zone}, status=status)


def may_take_back(visitor: Visitor) -> bool:
    """Whether somebody may take a delivery back: who leads a desk, or runs Unsung."""
    return bool(visitor.roles & {"lead", "administrator"})


def sees_rows(request: HttpRequest, upload: Upload) -> bool:
    """Whether somebody may see what stands in files: people of the desk, and who handed them in."""
    here = visitor_of(request)
    return here.serves or (here.person is not None and here.person == upload.brought_by_id)
