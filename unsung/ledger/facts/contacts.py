"""Contacts: what a customer opened once and we settled."""

from django.db import models

from unsung.ledger.facts.fact import Fact


class Contact(Fact):
    """A call, a visit, a thread, an incident; `happened_at` is when it was opened."""

    CONTENT = (
        "channel",
        "customer_key",
        "customer_name",
        "customer_kind",
        "subject",
        "category",
        "started_by",
        "standing",
        "desk_name",
    )

    channel = models.CharField(max_length=8)
    customer_key = models.CharField(max_length=254, blank=True, db_index=True)
    customer_name = models.CharField(max_length=200, blank=True)
    customer_kind = models.CharField(max_length=120, blank=True)
    subject = models.TextField(blank=True)
    category = models.CharField(max_length=200, blank=True)
    started_by = models.CharField(max_length=8)
    standing = models.CharField(max_length=8)
    desk_name = models.CharField(max_length=120, blank=True)

    class Meta(Fact.Meta):
        app_label = "ledger"
        indexes = [*Fact.Meta.indexes, models.Index(fields=["happened_at"])]


class Tally(Fact):
    """Contacts that a source only counted: how many began in `span_s` seconds from `happened_at`."""

    CONTENT = ("channel", "span_s", "count")
    WORKED_OUT = ("span_s",)

    channel = models.CharField(max_length=8)
    span_s = models.IntegerField()
    count = models.IntegerField()

    class Meta(Fact.Meta):
        app_label = "ledger"
        indexes = [*Fact.Meta.indexes, models.Index(fields=["happened_at"])]
