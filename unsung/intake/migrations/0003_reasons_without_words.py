"""What was put aside is told without the words that stand in it; rows of before are told by kind alone."""

import re

from django.db import migrations, models

PLACE = re.compile(r"^(?:, line \d+)?(?:, field (?P<field>.+?))?: (?P<rest>.+)$", re.DOTALL)
KINDS = (
    "could not be read as a date",
    "could not be read: it is not a whole number",
    "could not be read: it is not a duration in seconds or as 0:01:35",
    "could not be read: it is neither yes nor no",
    "is none of",
    "is not a whole number",
    "is not a web address",
    "is on record and differs there",
    "and nothing else tells when this mail was written",
)


def without_words(said):
    """A sentence up to what it quotes, and what kind of fault it was; what was quoted may hold anything."""
    head, quoted, rest = said.partition("“")
    if not quoted:
        return said
    # The last to be found is ours: what somebody wrote stands before it.
    found = max(((rest.rfind(kind), kind) for kind in KINDS if kind in rest), default=None)
    if found is None:
        return f"{head}“…”."
    return f"{head}“…” {found[1]}{' the words known there' * found[1].endswith('of')}."


def forget_words(apps, schema_editor):
    """Give every row its sentence without words, and group it by that."""
    rejects = apps.get_model("intake", "Reject").objects
    changed = []
    for reject in rejects.only("file", "line", "field", "what", "reason").iterator(chunk_size=500):
        reject.bare = without_words(reject.what)
        if reject.bare != reject.what:
            found = PLACE.match(reject.bare.removeprefix(reject.file))
            if found and reject.bare.startswith(reject.file):
                rest = found["rest"]
                field = found["field"]
                reject.reason = f"{field}: {rest}" if field else f"{rest[:1].upper()}{rest[1:]}"
            else:
                reject.reason = reject.bare.replace(reject.file, "The file")
            reject.reason = reject.reason[:300]
        changed.append(reject)
        if len(changed) == 500:
            rejects.bulk_update(changed, ["bare", "reason"])
            changed = []
    rejects.bulk_update(changed, ["bare", "reason"])


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_handed_in")]

    operations = [
        migrations.AddField(
            model_name="reject",
            name="bare",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(forget_words, migrations.RunPython.noop),
    ]
