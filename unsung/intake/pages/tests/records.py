"""What the tests of bringing records share: small exports, handing them in, doing the jobs that wait."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from unsung.ground.home import home
from unsung.intake.models import Upload

TICKETS = """id,opened,channel,customer,category,resolved
T1,2025-09-01 09:00,phone,osei@x.example,Claims,2025-09-01 10:00
T2,2025-09-02 09:00,mail,darko@x.example,Billing,
T3,soon,mail,ines@x.example,Billing,
T4,2025-09-03 09:00,phone,=1+1@x.example,Claims,
"""
STRANGE = """Nummer;Gemeldet am;Kanal
A1;01.09.2025 09:00;Telefon
A2;02.09.2025 09:00;Schalter
A3;31.09.2025 09:00;Telefon
"""


def mails(count: int, of: str = "box", first_date: str = "") -> str:
    """An mbox: customers write, every third mail is an answer of the desk."""
    parts = []
    for n in range(count):
        who = f"customer{n % 7}@x.example"
        sender, to = ("desk@y.example", who) if n % 3 == 2 else (who, "desk@y.example")
        answers = f"In-Reply-To: <{of}-{n - 1}@x.example>\n" if n % 3 else ""
        date = first_date if n == 0 and first_date else f"{1 + n % 28} Sep 2025 09:{n % 60:02}:00 +0000"
        parts.append(
            f"From {sender} Mon Sep  1 09:00:00 2025\nFrom: {sender}\nTo: {to}\nSubject: Matter {n // 3}\n"
            f"Date: {date}\nMessage-ID: <{of}-{n}@x.example>\n{answers}\nWhere is claim {n}?\n\n"
        )
    return "".join(parts)


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return held.getvalue()


def handed_in(client: Client, files: Mapping[str, str | bytes]) -> Upload:
    """These files handed in by a browser."""
    sent = [SimpleUploadedFile(n, c.encode() if isinstance(c, str) else c) for n, c in files.items()]
    answer = client.post("/bring/", {"files": sent})
    assert answer.status_code == 302, answer.content.decode()
    return Upload.objects.latest("id")


def brought_in(client: Client, files: Mapping[str, str | bytes]) -> Upload:
    """These files handed in and brought in."""
    upload = handed_in(client, files)
    client.post(f"/bring/{upload.pk}/start/")
    work()
    upload.refresh_from_db()
    return upload


def work() -> list[str]:
    """Do every job that waits, those that come by it as well; returns their names."""
    done = []
    while job := DBTaskResult.objects.filter(status="READY").order_by("enqueued_at").first():
        done.append(job.task_path.rpartition(".")[2])
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        DBTaskResult.objects.filter(pk=job.pk).update(status="SUCCESSFUL")
    return done


def kept_files() -> list[Path]:
    """The files that lie in the home of the tests."""
    return [path for path in home().uploads.glob("*") if path.is_file()]
