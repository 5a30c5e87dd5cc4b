"""Messages: what was written, by whom, for whom to see; and in which conversation mails are filed."""

from django.db import models

from unsung.ledger.facts.fact import Fact


class Message(Fact):
    """One message; `contact_ref` names its contact in the same source, empty for a mail, which is filed."""

    CONTENT = (
        "contact_ref",
        "author_kind",
        "author_key",
        "author_name",
        "customer_kind",
        "public",
        "standing",
        "subject",
        "words",
        "quoted",
        "signature",
        "category",
        "message_id",
        "references",
        "sent_to",
        "sent_cc",
    )

    contact_ref = models.CharField(max_length=200, blank=True, db_index=True)
    author_kind = models.CharField(max_length=8, blank=True)
    author_key = models.CharField(max_length=254, blank=True)
    author_name = models.CharField(max_length=200, blank=True)
    customer_kind = models.CharField(max_length=120, blank=True)
    public = models.BooleanField(default=True)
    standing = models.CharField(max_length=8, default="contact")
    subject = models.TextField(blank=True)
    words = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    signature = models.TextField(blank=True)
    category = models.CharField(max_length=200, blank=True)
    message_id = models.TextField(blank=True)
    references = models.TextField(blank=True)
    sent_to = models.TextField(blank=True)
    sent_cc = models.TextField(blank=True)

    class Meta(Fact.Meta):
        app_label = "ledger"
        indexes = [*Fact.Meta.indexes, models.Index(fields=["happened_at"])]


class Filing(Fact):
    """Where a mail belongs: its conversation and who its author was to the desk; the same external id."""

    CONTENT = ("contact_ref", "author_kind", "standing", "public")

    contact_ref = models.CharField(max_length=200, db_index=True)
    author_kind = models.CharField(max_length=8)
    standing = models.CharField(max_length=8)
    public = models.BooleanField(default=True)

    class Meta(Fact.Meta):
        app_label = "ledger"
