"""What every test may ask for: the real records kept beside the checkout, when they are there."""

import pathlib

import pytest
from django.conf import settings as django_settings
from hypothesis import settings

pytest_plugins = ["tests.entering"]

settings.register_profile("house", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("house")

# Pages asked for within a test name their static files plainly: none are collected for them.
django_settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django_settings.STATIC_ROOT.mkdir()
django_settings.STATICFILES_DIRS = []
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

SHARED = pathlib.Path(__file__).resolve().parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> pathlib.Path:
    """The folder of real records beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the real records (shared/data beside the checkout) are not on this machine")
    return SHARED
