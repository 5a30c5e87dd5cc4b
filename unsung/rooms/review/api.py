"""Printed reviews for programs: which there are, and the figures of one, as they were printed."""

import json
from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from unsung.ground.visitor import visitor_of
from unsung.publishing.figures_read import for_company
from unsung.publishing.models import Issue
from unsung.publishing.shelf import issue_of, issues


class ReviewTold(Schema):
    """One printed review; `overtaken_at`: when facts of its month were first seen that came later."""

    month: Annotated[str, Field(description="As 2025-10")]
    version: Annotated[int, Field(description="Printed again, a month gets a later version")]
    headline: str
    desk: str
    printed_at: datetime
    overtaken_at: datetime | None


class Reviews(Schema):
    """The latest printed version of every month, the latest month first."""

    reviews: list[ReviewTold]


class FiguresTold(ReviewTold):
    """The figures of a review, never reckoned anew: each as docs/figures-json.md has it."""

    period: dict[str, str]
    figures: list[dict[str, Any]]


class Which(Schema):
    """Which review; left out: the latest."""

    month: Annotated[
        str, Field(pattern=r"^(\d{4}-\d{2})?$", description="As 2025-10; left out: the latest")
    ] = ""
    version: Annotated[
        str, Field(pattern=r"^\d{0,6}$", description="Which printing of it; left out: the latest")
    ] = ""


reviews = Router()
figures = Router()


@reviews.get("", response=Reviews, url_name="reviews", operation_id="reviews")
def list_reviews(request: HttpRequest) -> Reviews:
    """Every month that has a printed review."""
    return Reviews(reviews=[ReviewTold(**_told(each)) for each in issues()])


@figures.get("", response=FiguresTold, url_name="figures", operation_id="figures")
def figures_of(request: HttpRequest, which: Query[Which]) -> FiguresTold:
    """The figures of a printed review; those that are the team's alone go to the team alone."""
    month = which.month or next((each.month for each in issues()), "")
    found = issue_of(month, which.version)
    if found is None:
        raise Http404
    serves = visitor_of(request).serves
    document = json.loads(found.figures if serves else for_company(found.figures, found.values))
    return FiguresTold(**_told(found), period=document["period"], figures=document["figures"])


def _told(issue: Issue) -> dict[str, Any]:
    return {
        "month": issue.month,
        "version": issue.version,
        "headline": issue.headline,
        "desk": issue.desk_name,
        "printed_at": issue.printed_at,
        "overtaken_at": issue.overtaken_at,
    }
