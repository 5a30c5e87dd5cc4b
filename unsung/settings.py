"""Django's settings: everything has a default, and every default keeps to this machine."""

import os

import dj_database_url

from unsung.ground.home import home, secret_key

HOME = home()
SECRET_KEY = secret_key(HOME)
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
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or f"sqlite:///{HOME.database}")}
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
