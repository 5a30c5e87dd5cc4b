"""Ratings: one answer to "how was it", or that it was asked and nobody answered."""

from django.db import models

from unsung.ledger.facts.fact import Fact

ASKED = ":asked"
"""Ends the external id of an asking; the answer to it has the same id without it."""


class Rating(Fact):
    """`score` is null where nobody answered; `contact_ref` may name a contact of another source."""

    CONTENT = (
        "contact_ref",
        "channel",
        "category",
        "question",
        "low",
        "high",
        "score",
        "author_key",
        "author_name",
        "words",
        "link",
    )

    contact_ref = models.CharField(max_length=200, blank=True, db_index=True)
    channel = models.CharField(max_length=8, blank=True)
    category = models.CharField(max_length=200, blank=True)
    question = models.CharField(max_length=8)
    low = models.IntegerField()
    high = models.IntegerField()
    score = models.IntegerField(null=True)
    author_key = models.CharField(max_length=254, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    link = models.TextField(blank=True)

    class Meta(Fact.Meta):
        app_label = "ledger"
        indexes = [*Fact.Meta.indexes, models.Index(fields=["happened_at"])]
