"""A desk that is served: a process tree of its own with a home of its own, and a browser to enter it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.ports import free_port

WHO, PASSWORD = "ben.carrow@desk.example", "a long enough phrase"
PEOPLE = f"""
import django; django.setup()
from unsung.web.at_home import make_ready
make_ready()
from unsung.ledger.models import Desk, Person, Role
from unsung.web.models import Account
desk = Desk.objects.create(name="Service desk")
ben = Person.objects.create(name="Ben Carrow", address="{WHO}")
Role.objects.create(person=ben, role="lead", desk=desk)
Account.objects.create_user(ben.address, "{PASSWORD}", person=ben)
"""
DIGEST = """
import django; django.setup()
from unsung.ledger.queries.standing import facts_digest
print(facts_digest())
"""


@dataclass
class Served:
    """A home and the tree that serves it."""

    home: Path
    port: int = field(default_factory=free_port)
    tree: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of whoever uses this home."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("UNSUNG_", "DATABASE_URL"))}
        return {
            **kept,
            "UNSUNG_HOME": str(self.home),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "unsung.settings",
        }

    def run(self, text: str) -> str:
        """Run some Python in this home; returns what it printed."""
        command = [sys.executable, "-c", text]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def digest(self) -> str:
        """The digest of every fact that stands."""
        return self.run(DIGEST)

    def start(self) -> None:
        """Serve it, and wait until pages answer."""
        command = [sys.executable, "-m", "unsung", "serve", "--port", str(self.port)]
        self.tree = subprocess.Popen(
            command, env=self.environment, cwd=self.home.parent, stdout=subprocess.PIPE, text=True
        )
        assert self.tree.stdout
        line = next((line for line in self.tree.stdout if line.startswith("ready ")), "")
        assert line == f"ready {self.address}\n"

    def processes(self) -> list[int]:
        """The numbers of every process of the tree, parents first."""
        assert self.tree
        parents = dict(_parents())
        found = [self.tree.pid]
        for each in found:
            found += [child for child, parent in parents.items() if parent == each]
        return found

    def kill(self) -> None:
        """Kill every process of the tree with no warning."""
        for process in self.processes():
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._gone()

    def worker(self) -> int:
        """The process that does the jobs."""
        for process in self.processes():
            words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
            if b"work" in words:
                return process
        raise AssertionError("there is no worker")

    def end(self) -> None:
        """End it as Ctrl-C does."""
        assert self.tree
        self.tree.send_signal(signal.SIGINT)
        self._gone()

    def _gone(self) -> None:
        assert self.tree
        self.tree.wait(timeout=30)
        if self.tree.stdout:
            self.tree.stdout.close()


def _parents() -> Iterator[tuple[int, int]]:
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            try:
                told = (place / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            yield int(place.name), int(told[1])


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """A desk with one lead in it, served until the block ends."""
    desk = Served(folder / "home")
    desk.run(PEOPLE)
    desk.start()
    try:
        yield desk
    finally:
        if desk.tree and desk.tree.poll() is None:
            desk.kill()


def entered(browser: Browser, desk: Served, strangers: list[str], **more: object) -> Page:
    """A page of somebody signed in; requests to any other host are stopped and told in `strangers`."""
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900}, **more)  # type: ignore[arg-type]

    def gate(route: Route) -> None:
        if route.request.url.startswith((desk.address, "data:")):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    context.route("**/*", gate)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{desk.address}/sign-in/")
    page.fill("input[name=login]", WHO)
    page.fill("input[name=password]", PASSWORD)
    page.locator("button.pri").first.click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    return page


def wait_for(what: str, page: Page, path: str, most_s: float = 180) -> str:
    """Ask for a page until it says this; returns its text."""
    end, text = time.monotonic() + most_s, ""
    while time.monotonic() < end:
        # Beside the page, which may be on its way to another address by itself.
        text = page.request.get(path).text()
        if what in text:
            return text
        time.sleep(0.3)
    raise AssertionError(f"{path} never said “{what}”: {text[-2000:]}")
