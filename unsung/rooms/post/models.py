"""What the mail room keeps of a letter: to whom it goes, how far it got, and its words until it is gone."""

from django.db import models


class Letter(models.Model):
    """One letter to one address. Its words are kept until it has gone out or is given up, and not after.

    `going` is noted before the mail server is asked: of a letter that was cut off there nobody knows
    whether it went out, and it is not sent again. `problem` is what the server or the way to it said last.
    """

    WAITS, GOING, SENT, REFUSED, LATE, UNKNOWN = "waits", "going", "sent", "refused", "late", "unknown"

    to = models.EmailField()
    written = models.BinaryField(default=b"")
    posted_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=8, default=WAITS, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "post"
        ordering = ["id"]
