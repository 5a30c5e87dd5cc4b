"""Unsung as an app of a phone: manifest, service worker, the bar while nobody answers, what is shared."""

import json
import re
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from unsung.web.icon import SIZES, name_of

SHEETS = (
    "publishing/tokens.css",
    *(f"web/{name}.css" for name in "house controls lists capture waiting".split()),
)
SCRIPTS = tuple(f"web/{name}.js" for name in "house held waiting capture".split())
REST = ("web/icon.svg", "faces/figtree.woff2", "faces/newsreader.woff2")
ASKED_EACH_TIME = {"Cache-Control": "no-cache"}
"""These are the same for everybody; a browser asks whether they changed."""
TOKEN = re.compile(r"--(?P<name>[\w-]+): light-dark\((?P<light>#[0-9a-f]+), (?P<dark>#[0-9a-f]+)\)")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone asks before it puts Unsung among its apps."""
    light = _light()
    told = {
        "id": "/",
        "name": "Unsung",
        "short_name": "Unsung",
        "description": "Keep a line of what you did.",
        "lang": "en-GB",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": light["plum"],
        "background_color": light["paper"],
        "icons": _icons(),
        "share_target": {
            "action": reverse("share"),
            "method": "POST",
            "enctype": "application/x-www-form-urlencoded",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    kind = "application/manifest+json"
    return HttpResponse(json.dumps(told), content_type=kind, headers=ASKED_EACH_TIME)


def _icons() -> list[dict[str, str]]:
    drawing = {"src": static("web/icon.svg"), "type": "image/svg+xml", "sizes": "any", "purpose": "any"}
    dots = [
        {
            "src": static(f"icons/{name_of(size, whole)}"),
            "type": "image/png",
            "sizes": f"{size}x{size}",
            "purpose": "maskable" if whole else "any",
        }
        for size, whole in SIZES
    ]
    return [drawing, *dots]


def _light() -> dict[str, str]:
    """The light colours of the house by the names of their tokens."""
    sheet = Path(str(finders.find(SHEETS[0]))).read_text("utf-8")
    return {found["name"]: found["light"] for found in TOKEN.finditer(sheet)}


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the shell, and nothing else, in the browser; another once any of it changed."""
    shell = [reverse("offline"), *(static(name) for name in (*SHEETS, *SCRIPTS, *REST))]
    told = {"shell": json.dumps(shell), "version": ""}
    seal = sha256(f"{loader.render_to_string('web/sw.js', told)}{_alone()}".encode()).hexdigest()[:16]
    script = loader.render_to_string("web/sw.js", {**told, "version": seal})
    headers = {**ASKED_EACH_TIME, "Service-Worker-Allowed": "/"}
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers=headers)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The bar to keep a line while there is no answer: the same bytes whoever asks."""
    return HttpResponse(_alone(), headers=ASKED_EACH_TIME)


def _alone() -> str:
    # Without the request: neither a name, nor a token, nor what this browser likes can come into it.
    return loader.render_to_string("web/alone_here.html", {"sheets": SHEETS, "scripts": SCRIPTS})


@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """Where one looks at what another app shared: the service worker brings the words, no address has them.

    What is sent here past the service worker is refused like any form from elsewhere.
    """
    return render(request, "web/share.html")
