"""A card: what one looks a case up by; and how far the index has been brought."""

from django.db import models

from unsung.ledger.registers.deliveries import Source

CAME = {"call": "A call", "mail": "A mail", "chat": "A chat", "walkin": "A visit", "form": "A form"}


class Card(models.Model):
    """One case, a conversation that counts, as it stands now; whatever of it is not told is empty.

    `place` orders the cases by opening, then by number, and holds both (see `places`); moments are seconds
    since 1970 UTC. `waits_s` is since when the customer waits for us; null: not. `begins` are the first words
    of the customer.
    """

    place = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    external_id = models.CharField(max_length=200)
    channel = models.CharField(max_length=8)
    opened_s = models.BigIntegerField()
    customer_key = models.CharField(max_length=254)
    customer_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    begins = models.CharField(max_length=160)
    category = models.CharField(max_length=200)
    team = models.CharField(max_length=120)
    state = models.CharField(max_length=8)
    waits_s = models.BigIntegerField(null=True)
    last_s = models.BigIntegerField()
    messages = models.IntegerField()

    @property
    def title(self) -> str:
        """What a list calls it: its subject, else how the customer began, else how the customer came."""
        came = CAME.get(self.channel, "A conversation")
        named = f"{came} from {self.customer_name}" if self.customer_name else came
        return self.subject or self.begins or named

    class Meta:
        app_label = "cards"
        constraints = [models.UniqueConstraint(fields=["source", "external_id"], name="one_card_a_case")]
        indexes = [
            models.Index(fields=["channel", "place"], name="cards_by_channel"),
            models.Index(fields=["category", "place"], name="cards_by_category"),
            models.Index(fields=["state", "place"], name="cards_by_state"),
            models.Index(fields=["customer_key", "place"], name="cards_by_customer"),
            models.Index(fields=["place"], name="cards_that_wait", condition=models.Q(waits_s__isnull=False)),
        ]


class Upkeep(models.Model):
    """How far the index was brought: the newest row of each family of facts that is in it."""

    format = models.IntegerField()
    newest = models.JSONField()

    class Meta:
        app_label = "cards"
