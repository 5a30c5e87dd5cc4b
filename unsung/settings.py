"""Django's settings: everything has a default, and every default keeps to this machine."""

import os

import dj_database_url
from django.utils.functional import SimpleLazyObject

from unsung.ground.home import home, secret_key
from unsung.ground.problems import Problem

HOME = home()
# Made when first needed: a look, or a review of files, leaves nothing in a home.
SECRET_KEY = SimpleLazyObject(lambda: secret_key(HOME))
DEBUG = False
ALLOWED_HOSTS: list[str] = ["localhost", "127.0.0.1", "[::1]"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["unsung.ledger", "unsung.intake"]
MIDDLEWARE: list[str] = []

# WAL lets readers read while one writes; IMMEDIATE takes the write lock at the start of a transaction,
# so that two writers wait for each other instead of failing half way.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": float(os.environ.get("UNSUNG_LOCK_WAIT", "10")),
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
    ),
}
KNOWN = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
try:
    DATABASES = {
        "default": dj_database_url.parse(os.environ.get("DATABASE_URL") or f"sqlite:///{HOME.database}")
    }
except ValueError:
    DATABASES = {"default": {"ENGINE": ""}}
if DATABASES["default"]["ENGINE"] not in KNOWN:
    raise Problem(
        "DATABASE_URL names no database that can be used.",
        "Nothing was done.",
        "Write it like postgres://user:password@host:5432/name, or leave it out for the embedded database.",
    )
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = dict(SQLITE)

# The engine that reads the tables: any Ibis backend that reads Parquet; DuckDB runs inside this process.
ENGINE = os.environ.get("UNSUNG_ENGINE") or "duckdb"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": []},
    }
]
