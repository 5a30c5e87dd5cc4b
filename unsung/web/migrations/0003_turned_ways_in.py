"""Accounts note how often somebody else changed a way in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0002_programs"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="turned",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
