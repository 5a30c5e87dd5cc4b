"""Events: what a contact was seen to be at a moment, and how a call ran."""

from django.db import models

from unsung.ledger.facts.fact import Fact


class Event(Fact):
    """State, team and category as seen at `happened_at`; what was not said is empty."""

    CONTENT = ("contact_ref", "order", "state", "team", "category")

    contact_ref = models.CharField(max_length=200, db_index=True)
    order = models.IntegerField(default=0)
    state = models.CharField(max_length=8, blank=True)
    team = models.CharField(max_length=120, blank=True)
    category = models.CharField(max_length=200, blank=True)

    class Meta(Fact.Meta):
        app_label = "ledger"


class Call(Fact):
    """How one leg of a call ran: whole seconds; null where the source does not say."""

    CONTENT = (
        "contact_ref",
        "queued_s",
        "answered",
        "abandoned",
        "talk_s",
        "hold_s",
        "after_s",
        "transferred",
    )

    contact_ref = models.CharField(max_length=200, db_index=True)
    queued_s = models.IntegerField(null=True)
    answered = models.BooleanField(null=True)
    abandoned = models.BooleanField(null=True)
    talk_s = models.IntegerField(null=True)
    hold_s = models.IntegerField(null=True)
    after_s = models.IntegerField(null=True)
    transferred = models.BooleanField(null=True)

    class Meta(Fact.Meta):
        app_label = "ledger"
