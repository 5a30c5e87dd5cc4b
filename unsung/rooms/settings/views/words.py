"""The pages about words: departments, and the kinds of customers a company tells apart."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.ledger.actions.departments import drop_department, drop_kind, keep_department, keep_kind
from unsung.ledger.models import CustomerKind, Department
from unsung.ledger.queries.changes import latest_changes
from unsung.rooms.settings.forms.words import DepartmentForm, KindForm
from unsung.rooms.settings.queries import departments, is_free


@require_http_methods(["GET", "HEAD"])
def words(request: HttpRequest) -> HttpResponse:
    """Every department and every kind of customer."""
    context = {
        "departments": departments(),
        "kinds": CustomerKind.objects.prefetch_related("addresses"),
        "changes": latest_changes("words"),
    }
    return render(request, "settings/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def department(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """A department, new or known; one that nobody belongs to can be taken away."""
    known = get_object_or_404(Department, pk=number) if number else None
    free = known is not None and is_free(known)
    if known is not None and "drop" in request.POST:
        return _drop_department(request, known, free)
    form = DepartmentForm(request.POST or None, known)
    if form.is_valid():
        said = form.cleaned_data
        keep_department(visitor_of(request).person or 0, known or Department(), said["name"], said["address"])
        messages.info(request, f"{said['name']} is kept.")
        return redirect("settings:words")
    return render(request, "settings/department.html", {"form": form, "department": known, "free": free})


def _drop_department(request: HttpRequest, known: Department, free: bool) -> HttpResponse:
    if not free:
        raise Problem(
            f"Somebody belongs to {known} or answers for it.",
            "It was not taken away.",
            "Change those people first.",
        )
    drop_department(visitor_of(request).person or 0, known)
    messages.info(request, f"{known} is gone.")
    return redirect("settings:words")


@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """A kind of customer, new or known, with who is of it."""
    known = get_object_or_404(CustomerKind, pk=number) if number else None
    by = visitor_of(request).person or 0
    if known is not None and "drop" in request.POST:
        drop_kind(by, known)
        messages.info(request, f"{known.name} is gone.")
        return redirect("settings:words")
    form = KindForm(request.POST or None, known)
    if form.is_valid():
        said = form.cleaned_data
        keep_kind(by, known or CustomerKind(), said["name"], said["addresses"])
        messages.info(request, f"{said['name']} is kept.")
        return redirect("settings:words")
    return render(request, "settings/kind.html", {"form": form, "kind": known})
