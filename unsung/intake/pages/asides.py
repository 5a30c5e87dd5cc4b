"""What was put aside: by reason, one by one, put right and read again, set aside for good, or downloaded."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from unsung.ground.problems import Problem
from unsung.ground.visitor import visitor_of
from unsung.intake import jobs
from unsung.intake.checking import field_in, without_place
from unsung.intake.how_read import how_read
from unsung.intake.mending import Raw, cells_in, mend, raw_of, set_aside
from unsung.intake.models import Reject
from unsung.intake.pages import queries, words
from unsung.intake.pages.forms import key_in, plain
from unsung.intake.pages.showing import show
from unsung.intake.source import Place
from unsung.ledger.models import Delivery

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would take for something to work out."""
ABOUT = ("file", "line", "field", "what", "what to do", "now")
NOW = {Reject.WAITS: "waits", Reject.MENDED: "put right", Reject.ASIDE: "set aside for good"}


@require_http_methods(["GET", "HEAD", "POST"])
def asides(request: HttpRequest, number: int) -> HttpResponse:
    """The reasons, and the rejects of one of them; posted to, all of a reason are set aside for good."""
    found = queries.delivery_of(number)
    reasons = queries.reasons(found)
    asked = request.POST.get("reason") or request.GET.get("reason", "")
    chosen = next((reason for reason in reasons if str(reason.first) == asked), None)
    if request.method == "POST":
        if chosen:
            count = set_aside(found.pk, visitor_of(request).person, reason=chosen.said)
            messages.info(request, f"{words.counted(count, 'row', 'rows')} set aside for good. All are kept.")
        return redirect("bring:asides", number)
    chosen = chosen or (reasons[0] if reasons else None)
    after = key_in(request.GET.get("after", "")) or 0
    page = queries.asides_of(found, chosen.said, after) if chosen else None
    rows = _shown(page.rows) if page else []
    context = {"delivery": found, "reasons": reasons, "chosen": chosen, "rows": rows, "page": page}
    return show(request, "asides", context)


def _shown(rejects: list[Reject]) -> "list[tuple[Reject, Shown]]":
    kept = how_read(rejects)
    return [(reject, Shown(reject, raw_of(reject, kept.get(reject.pk)))) for reject in rejects]


class Shown:
    """A reject as it is shown: what lies there, the fields at fault where they can be told, the others."""

    def __init__(self, reject: Reject, raw: Raw, wrong: Problem | None = None) -> None:
        self.raw = raw
        place = Place(reject.file, reject.line)
        self.said = without_place(place, reject.what)
        at_fault = {reject.field, field_in(place, wrong) if wrong else ""}
        numbered = [(n, name, value) for n, (name, value) in enumerate((raw.cells or {}).items())]
        self.first = [cell for cell in numbered if cell[1] in at_fault]
        self.cells = [cell for cell in numbered if cell[1] not in at_fault]
        self.text = self.raw.text if self.raw.text is not None else _as_text(reject)
        self.can_be_mended = self.raw.cells is not None or self.raw.text is not None


def _as_text(reject: Reject) -> str:
    return bytes(reject.raw).decode("utf-8", "replace")


@require_http_methods(["GET", "HEAD", "POST"])
def aside(request: HttpRequest, number: int) -> HttpResponse:
    """One reject with what lies there to be corrected; posted to, it is read again or set aside for good."""
    found = queries.reject_of(number)
    held = raw_of(found, how_read([found]).get(found.pk))
    if request.method == "GET" or found.state or found.delivery.taken_back_at:
        return show(request, "aside", {"reject": found, "shown": Shown(found, held)})
    by = visitor_of(request).person
    if "aside" in request.POST:
        set_aside(found.delivery_id, by, only=found.pk)
        return _on(request, found, "Set aside for good. It is kept.")
    raw = _corrected(request, held)
    done = mend(found, raw, by, correct="correct" in request.POST)
    if done.problem:
        return show(
            request, "aside", {"reject": found, "shown": Shown(found, raw, done.problem), "done": done}
        )
    jobs.file_later(found.delivery)
    return _on(request, found, "Read and on record.")


def _corrected(request: HttpRequest, raw: Raw) -> Raw:
    if raw.cells is None:
        return Raw(text=plain(request.POST.get("text", raw.text or "")), header=raw.header)
    said = {name: request.POST.get(f"cell-{n}", value) for n, (name, value) in enumerate(raw.cells.items())}
    return Raw({name: plain(value) for name, value in said.items()})


def _on(request: HttpRequest, reject: Reject, said: str) -> HttpResponse:
    """Go on to the next that waits, or back to the delivery where none does."""
    following = queries.next_waiting(reject)
    messages.info(
        request, f"{said} This is the next." if following else f"{said} Nothing waits here any more."
    )
    if following:
        return redirect("bring:aside", following.pk)
    return redirect("bring:delivery", reject.delivery_id)


@require_safe
def as_csv(request: HttpRequest, number: int) -> HttpResponseBase:
    """Every reject of a delivery as CSV, with what lay there by column."""
    found = queries.delivery_of(number)
    name = slugify(found.name.rpartition(".")[0]) or "delivery"
    answer = StreamingHttpResponse(_lines(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="put-aside-{name}.csv"'
    return answer


def _lines(delivery: Delivery) -> Iterator[str]:
    rejects = Reject.objects.filter(delivery=delivery).order_by("id")
    columns: dict[str, None] = {}
    for reject in rejects.iterator(chunk_size=500):
        columns.update(dict.fromkeys(cells_in(reject) or ()))
    yield "\ufeff" + _line([*ABOUT, *columns, "as it stands"])
    for reject in rejects.iterator(chunk_size=500):
        cells = cells_in(reject) or {}
        about = [
            reject.file,
            reject.line or "",
            reject.field,
            reject.what,
            words.on_a_page(reject.do),
            NOW[reject.state],
        ]
        yield _line([*about, *(cells.get(name, "") for name in columns), "" if cells else _as_text(reject)])


def _line(cells: Iterable[object]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow([harmless(str(cell)) for cell in cells])
    return held.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before one that begins so."""
    return f"'{cell}" if cell.startswith(RISKY) else cell
