"""What is done once a day: by one job, which asks for itself again and goes on whatever fails."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from unsung.ground import clock
from unsung.web.daily import each_day, want_daily

pytestmark = pytest.mark.django_db
DONE: list[str] = []


def fails() -> None:
    """What cannot be done today."""
    raise RuntimeError("no")


def does() -> None:
    """What can."""
    DONE.append("done")


def test_the_job_of_the_day_waits_once_and_again_for_the_next_midnight(
    settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 9, 17, 14, 30, tzinfo=UTC))
    settings.DAILY = [f"{__name__}.fails", f"{__name__}.does"]
    want_daily()
    want_daily()
    (waits,) = DBTaskResult.objects.all()
    waits.delete()
    each_day.call()
    assert DONE == ["done"]
    assert "failed: unsung.web.tests.test_daily.fails" in caplog.text
    (again,) = DBTaskResult.objects.all()
    assert again.run_after == datetime(2026, 9, 18, 0, 5, tzinfo=UTC)
    each_day.call()
    assert DBTaskResult.objects.count() == 1


def test_jobs_done_long_ago_are_forgotten(settings: Any) -> None:
    settings.DAILY = ["unsung.web.daily.forget_jobs"]
    want_daily()
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=datetime(2026, 1, 1, tzinfo=UTC))
    each_day.call()
    assert [job.status for job in DBTaskResult.objects.all()] == ["READY"]
