"""The application as a web server calls it."""

import os

from django.core.wsgi import get_wsgi_application

from unsung.ground.kinship import end_with

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unsung.settings")
if served_by := os.environ.get("UNSUNG_SERVED_BY"):
    end_with(int(served_by))
application = get_wsgi_application()
