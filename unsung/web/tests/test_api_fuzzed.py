"""The API under whatever schemathesis thinks of: no fault of ours, no answer that is not declared."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode, checks

from unsung.ledger.models import Contact, Delivery
from unsung.web.programs import SCOPES, let_in
from unsung.web.tests.asking import account, on_record, schema
from unsung.web.wsgi import application

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    # The client of these tests never closes an answer, and with it the files that were sent.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
OPERATIONS = [(path, method) for path, held in schema()["paths"].items() for method in held]
BOUNDED = settings(
    max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
NOT_OURS = [
    checks.negative_data_rejection,  # what a list is asked beside its own wishes is no fault
    checks.positive_data_acceptance,  # a schema cannot say that a file has a name
]


@pytest.fixture
def token(tmp_path: Path) -> str:
    """The token of somebody who may do everything, over a small desk on record."""
    on_record(tmp_path)
    return let_in(account("lead", "administrator"), "fuzz", tuple(SCOPES), None)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_operation_breaks_or_answers_what_it_does_not_declare(
    path: str, method: str, mode: GenerationMode, token: str
) -> None:
    told = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    operation = told[path][method.upper()]
    statuses = set()

    def one(case: "Case[Any]") -> None:
        # Asked as often as here, a program would be told to wait.
        cache.clear()
        shown = {"Authorization": f"Bearer {token}"}
        answer = case.call_and_validate(headers=shown, excluded_checks=NOT_OURS)
        statuses.add(answer.status_code)

    if "{number}" in path and "uploads" not in path:
        known = (Contact if "cases" in path else Delivery).objects.order_by("id").first()
        assert known is not None
        one(operation.Case(path_parameters={"number": known.pk}))
        assert statuses == {200}
    BOUNDED(given(case=operation.as_strategy(generation_mode=mode))(one))()
    assert statuses
