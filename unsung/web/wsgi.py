"""The application as a web server calls it."""

import os

from django.core.wsgi import get_wsgi_application

from unsung.ground.kinship import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unsung.settings")
if os.environ.get("UNSUNG_SERVED_BY"):
    end_with_parent()
application = get_wsgi_application()
