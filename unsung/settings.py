"""Django's settings: everything has a default, and every default keeps to this machine."""

import os
import sys
from urllib.parse import urlsplit

import dj_database_url
from django.utils.functional import SimpleLazyObject

from unsung.ground.home import home, secret_key
from unsung.ground.post_office import read_office
from unsung.ground.problems import Problem

HOME = home()
# Made when first needed: a look, or a review of files, leaves nothing in a home.
SECRET_KEY = SimpleLazyObject(lambda: secret_key(HOME))
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "unsung.web.urls"
WSGI_APPLICATION = "unsung.web.wsgi.application"
APPEND_SLASH = True

# The address people type. Where it begins with https, behind a proxy, cookies never travel without TLS.
URL = os.environ.get("UNSUNG_URL", "").strip().rstrip("/")
_address = urlsplit(URL)
if URL and (_address.scheme not in ("http", "https") or not _address.hostname):
    raise Problem(
        f"UNSUNG_URL is “{URL}”, which is no address of a site.",
        "Nothing was done.",
        "Write it like https://desk.example.org, or leave it out on this machine alone.",
    )
OVER_TLS = _address.scheme == "https"

# How many web servers of one's own stand before this one; each notes in X-Forwarded-For who asked it.
_proxies = os.environ.get("UNSUNG_PROXIES", "").strip() or "0"
if not (_proxies.isascii() and _proxies.isdigit() and int(_proxies) <= 9):
    raise Problem(
        f"UNSUNG_PROXIES is “{_proxies}”, which is no number of web servers.",
        "Nothing was done.",
        "Write 1 where one web server of yours passes requests on, or leave it out where none does.",
    )
ALLAUTH_TRUSTED_PROXY_COUNT = int(_proxies)
ALLOWED_HOSTS: list[str] = [
    "localhost", "127.0.0.1", "[::1]", *([_address.hostname] if _address.hostname else []),
]  # fmt: skip
CSRF_TRUSTED_ORIGINS: list[str] = [URL] if URL else []

INSTALLED_APPS = [
    "unsung.ledger",
    "unsung.ledger.cards",
    "unsung.intake",
    "unsung.intake.pages",
    "unsung.publishing",
    "unsung.rooms.asked",
    "unsung.rooms.cases",
    "unsung.rooms.journal",
    "unsung.rooms.letters",
    "unsung.rooms.post",
    "unsung.rooms.review",
    "unsung.rooms.rounds",
    "unsung.rooms.settings",
    "unsung.rooms.told",
    "unsung.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE: list[str] = [
    "django.middleware.security.SecurityMiddleware",
    "unsung.web.headers.Headers",
    "unsung.web.api.below.BelowApi",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "unsung.web.doorkeeper.Doorkeeper",
    "unsung.web.faults_on_pages.ProblemPages",
]

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
    # A connection opened for each page would read the shape of the database and begin with nothing in memory.
    DATABASES["default"]["CONN_MAX_AGE"] = 60
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# The engine that reads the tables: any Ibis backend that reads Parquet; DuckDB runs inside this process.
ENGINE = os.environ.get("UNSUNG_ENGINE") or "duckdb"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "unsung.web.frame.frame",
            ]
        },
    }
]

# What the browser is sent: collected into the home when the desk is opened, named by content, kept for ever.
STATIC_URL = "/static/"
STATIC_ROOT = HOME.static
STATICFILES_DIRS = [HOME.faces]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # the folder of the faces is made when the desk is opened

# Who signs in, and how.
AUTH_USER_MODEL = "web.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "unsung.web.entrance.Entrance"
ACCOUNT_FORMS = {
    "login": "unsung.web.entrance_forms.SignInForm",
    "reset_password": "unsung.web.entrance_forms.ForgottenPasswordForm",
    "reset_password_from_key": "unsung.web.entrance_forms.NewPasswordForm",
    "set_password": "unsung.web.entrance_forms.FirstPasswordForm",
    "change_password": "unsung.web.entrance_forms.OtherPasswordForm",
    "reauthenticate": "unsung.web.entrance_forms.IsItYouForm",
    "request_login_code": "unsung.web.entrance_forms.CodeSentForm",
    "confirm_login_code": "unsung.web.entrance_forms.CodeOfMailForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can have us write to strangers
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# A whole desk sits behind one address: one who mistypes shuts nobody out but oneself.
ACCOUNT_RATE_LIMITS = {"login_failed": "40/m/ip,5/300s/key"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_FORMS = {
    "authenticate": "unsung.web.entrance_forms.SecondStepForm",
    "reauthenticate": "unsung.web.entrance_forms.IsItYouByCodeForm",
    "activate_totp": "unsung.web.entrance_forms.AppForm",
    "add_webauthn": "unsung.web.entrance_forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Unsung"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not OVER_TLS
# The limits of sign-in attempts are counted where every process sees them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "attempts"}}

SESSION_COOKIE_AGE = 14 * 86_400
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = OVER_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = OVER_TLS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "unsung.web.faults_on_pages.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if OVER_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OVER_TLS else None
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# A file larger than this is streamed to disk, outside of what is served.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 << 20
DATA_UPLOAD_MAX_NUMBER_FILES = 200
FILE_UPLOAD_HANDLERS = ["unsung.intake.pages.landing.Landing"]

# What may be handed in at once, in bytes; an archive is held to what it unpacks to as well.
BRING_BYTES = int(os.environ.get("UNSUNG_BRING_MB", "2048")) << 20
BRING_BYTES_A_FILE = min(BRING_BYTES, 1 << 30)
BRING_BYTES_UNKNOWN = 25 << 20  # of somebody who has not signed in
BRING_FILES = 100
BRING_UNPACKED = {
    "unpacked": 4 << 30, "ratio": 200, "members": 100_000, "member": 1 << 29, "workbook": 1 << 28
}  # fmt: skip
# Jobs that follow once records came in or were taken back.
AFTER_BRINGING = ["unsung.flow.keeping.bring_up_to_date"]

# What is done once a day, and what looks whether journals hold; no line of one passes the way to it.
DAILY = [
    "unsung.rooms.journal.nightly.close_days",
    "unsung.rooms.journal.counting.lay_floors",
    "unsung.rooms.journal.evidence.links.forget_old",
    "unsung.web.daily.forget_jobs",
]
VERIFIES = "unsung.rooms.journal.verifying.verify"
FILLS = "unsung.rooms.journal.invented.fill"
# What a round hands to the journal of whoever made a check, and takes out again; it is told only whether.
NOTES = "unsung.rooms.journal.noting.note"
UNNOTES = "unsung.rooms.journal.noting.take_out"

# Mail goes out only where a server was named; else it is laid into a folder of the home.
OFFICE = read_office(os.environ.get("UNSUNG_SMTP", ""), os.environ.get("UNSUNG_MAIL_FROM", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if OFFICE.host else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = HOME.outbox
# A letter handed to this waits in the mail room until it is carried out by the backend above.
MAIL_ROOM = "unsung.rooms.post.letters.MailRoom"
EMAIL_HOST, EMAIL_PORT = OFFICE.host, OFFICE.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = OFFICE.user, OFFICE.password
EMAIL_USE_TLS, EMAIL_USE_SSL = OFFICE.starttls, OFFICE.tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = OFFICE.sender

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.server": {"level": "ERROR"},
        # Whoever asks for another host is told so; each stranger's try is no fault to log with its way here.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # So is whoever sends more fields, files or bytes than a form of ours has.
        "django.security.TooManyFieldsSent": {"level": "CRITICAL"},
        "django.security.TooManyFilesSent": {"level": "CRITICAL"},
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
        "django.request": {"level": "CRITICAL"},  # said once, by the page of the fault, under its code
        # A task that failed is told of where it was asked for; its traceback belongs into the log.
        "django_tasks": {"level": "WARNING"},
    },
}
