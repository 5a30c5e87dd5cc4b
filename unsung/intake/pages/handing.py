"""One upload on its way: what its files were understood as, the mapping of one, start, progress, the end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from unsung.intake import jobs
from unsung.intake.handed_in import leave as leave_upload
from unsung.intake.handed_in import seen_in
from unsung.intake.models import Upload
from unsung.intake.pages import queries
from unsung.intake.pages.forms import said_once
from unsung.intake.pages.showing import sees_rows, show
from unsung.intake.pages.trial import Trial

TEMPLATES = {Upload.GOES: "going", Upload.DONE: "ended", Upload.LEFT: "ended"}


@require_safe
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """What was handed in: to be looked at, on its way, or brought in."""
    found = queries.upload_of(pk)
    state = found.state
    if state == Upload.GOES and not jobs.is_at_work(found.job):
        found.refresh_from_db()
        state = found.state if found.state != Upload.GOES else Upload.STOPPED
    return show(request, TEMPLATES.get(state, "upload"), _about(request, found))


def _about(request: HttpRequest, found: Upload) -> dict[str, object]:
    files = list(found.files.prefetch_related("deliveries__source"))
    looks = [(file, seen_in(file)) for file in files if not file.ended_at]
    taken = [look for file, look in looks if not file.leave_out]
    return {
        "upload": found,
        "files": looks,
        "ended": [file for file in files if file.ended_at],
        "waiting": queries.waiting_in([each.pk for file in files for each in file.deliveries.all()]),
        "ready": bool(taken) and not any(look.problem for look in taken),
        "sees_rows": sees_rows(request, found),
        "progress": queries.progress_of(found),
    }


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it brought in; asked for twice, it is done once."""
    found = queries.upload_of(pk)
    waiting = Upload.objects.filter(pk=pk, state__in=jobs.open_states(found))
    waiting.update(correct="correct" in request.POST)
    jobs.start(found)
    return redirect("bring:upload", pk)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it: the files are taken away; what is on record already stays."""
    found = queries.upload_of(pk)
    waiting = Upload.objects.filter(pk=pk, state__in=jobs.open_states(found))
    if waiting.update(state=Upload.LEFT):
        leave_upload(found)
        messages.info(request, "Left. The files are taken away.")
    return redirect("bring:list")


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, as the part of the page that is asked for every second."""
    found = queries.upload_of(pk)
    if found.state == Upload.GOES and jobs.is_at_work(found.job):
        return show(request, "_progress", {"upload": found, "progress": queries.progress_of(found)})
    there = reverse("bring:upload", kwargs={"pk": pk})
    return (
        HttpResponse(headers={"HX-Redirect": there}) if request.headers.get("HX-Request") else redirect(there)
    )


@require_POST
def leave_out(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Leave one file out, or take it in after all."""
    found = queries.file_of(pk, number)
    found.leave_out = "take_in" not in request.POST
    found.save(update_fields=["leave_out"])
    return redirect("bring:upload", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """How one file is to be read, with what its first rows would become; posted to, it is kept."""
    data = said_once(request.POST if request.method == "POST" else request.GET)
    trial = Trial(queries.file_of(pk, number), data)
    if request.method == "POST" and data.get("act") == "keep" and trial.fits:
        trial.keep()
        return redirect("bring:upload", pk)
    return show(request, "file", trial.shown(data, sees_rows(request, trial.file.upload)))


@require_POST
def look(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What the first rows would become with what is chosen just now; nothing is kept."""
    data = said_once(request.POST)
    trial = Trial(queries.file_of(pk, number), data)
    part = "_mapping" if request.headers.get("HX-Target") == "mapping" else "_preview"
    return show(request, part, trial.shown(data, sees_rows(request, trial.file.upload)))
