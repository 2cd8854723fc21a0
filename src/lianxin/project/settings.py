"""设置: what differs between installations comes from the environment, the rest is fixed here.

LIANXIN_DATA   folder of the database and the files (default: var/ beside the project)
LIANXIN_KEYS   folder of the keys; keep it out of the data folder's backups
LIANXIN_CIPHER  aes (AES-256-GCM, default) or sm4 (SM4-GCM): with which the telephones and addresses are sealed from now on
LIANXIN_BACKUPS  folder of the backups that the server makes itself every night; better on another disk; `off` = none
LIANXIN_BACKUPS_KEPT  how many of them are kept (default 14)
DATABASE_URL   postgresql://user:password@host:port/name?sslmode=verify-full; unset = embedded SQLite in LIANXIN_DATA
LIANXIN_HTTPS  1 = people come by TLS, through a proxy: secure cookies, HSTS
LIANXIN_PROXIES  addresses and nets of the proxies whose X-Forwarded-For and -Proto are believed; with LIANXIN_HTTPS=1
               and nothing said: this machine
LIANXIN_PLAIN  1 = other machines may come by plain http; inside = a proxy or a database on another machine may be spoken
               to in clear; unset = neither (docs/adr/0058)
LIANXIN_DEMO_OPEN  1 = the accounts of a demo county open from other machines as well; unset = from this machine alone
LIANXIN_PUBLIC_HOSTS  names of LIANXIN_HOSTS under which the residents' side alone answers, by commas
LIANXIN_LOG_TO  host:port of a log server that is sent each line by TLS; LIANXIN_LOG_CA: the file of its authority
LIANXIN_COMPONENTS  1 = /ui/components/ shows the parts of which pages are made, for those who build them
LIANXIN_CLAMD  the socket of a clamd on this machine (/run/clamav/clamd.ctl): each uploaded file is shown to it first
LIANXIN_CLAMD_AWAY  take = while it does not answer, files are taken unseen; unset = they are refused with a sentence
LIANXIN_BREACHED  a file of leaked passwords (SHA-1 in capitals, one a line, sorted; "…:count" as well): none of them is taken
LIANXIN_SMS  folder:/full/path where messages to residents are laid for the county's SMS platform; unset = none is made
LIANXIN_WEBHOOK_HOSTS  hosts that units may have told of their matters, by commas (name, or name@address); unset = nothing is sent
LIANXIN_MAIL  folder:/full/path where mail is laid, or smtps://user@host by which it is sent; unset = none is made
LIANXIN_MAIL_FROM  the address that this mail comes from
LIANXIN_MAIL_PASSWORD_FILE  the file with the password of the sending account (or LIANXIN_MAIL_PASSWORD: the password itself)
LIANXIN_MAIL_HOSTS  hosts of mail that this server may speak to, by commas (name, or name@address); unset = no mail in or out
LIANXIN_IMAP  imaps://user@host/folder, the mailbox whose letters come into the tray; unset = none is asked
LIANXIN_IMAP_PASSWORD_FILE  the file with its password (or LIANXIN_IMAP_PASSWORD: the password itself)
LIANXIN_IMAP_AFTER  the folder to which letters go that were taken in; unset = they stay and are marked as read
LIANXIN_MAIL_CA  the file of the authority that vouches for the hosts of mail; unset = those of the system
LIANXIN_WEBHOOK_CA  the file of the authority that vouches for these hosts; unset = those of the system
LIANXIN_HOSTS  names and addresses under which pages are asked for, by commas (default: this machine)
LIANXIN_POOLER  transaction = DATABASE_URL names a pgbouncer that hands its connections out by the transaction (ADR 0071)
LIANXIN_COUNTIES  folder of the further counties of this installation (default: beside the data folder); off = look for none
LIANXIN_BEGIN_AS, LIANXIN_NEIGHBOURS  told to a further county by `lianxin serve`: code and name to begin with; the others' names
LIANXIN_METRICS_TOKEN  the word by which another machine may read /health/metrics/; unset = this machine alone
"""

import json
import os
import secrets
import time
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from lianxin.project import connecting
from lianxin.project.practice import is_practice
from lianxin.pure.durable import settle
from lianxin.pure.nets import nets
from lianxin.pure.webhooks import named

SOURCE = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("LIANXIN_DATA", SOURCE / "var"))
PRACTICE = is_practice(DATA)  # nothing of it counts: no other database, no backup, no message leaves it (ADR 0046)
BALLOTS = DATA / "ballots"  # sealed boxes and what came out of them: never in the database (ADR 0020)
BALLOT_SCRYPT_COST = 1 << 15
KEYS = Path(os.environ.get("LIANXIN_KEYS", DATA.parent / f"{DATA.name}-keys"))
BACKUPS_ARE_MADE = os.environ.get("LIANXIN_BACKUPS") != "off" and not PRACTICE
BACKUPS = Path((BACKUPS_ARE_MADE and os.environ.get("LIANXIN_BACKUPS")) or DATA.parent / f"{DATA.name}-backups")
ROLLUPS = "" if PRACTICE else os.environ.get("LIANXIN_ROLLUPS", "")  # a folder; without one none are written at night
BACKUPS_KEPT = max(1, int(os.environ.get("LIANXIN_BACKUPS_KEPT", "14")))


def _key(name: str) -> str:
    """A key of this installation, made at the first start; the file is readable by its owner alone."""
    file = KEYS / name
    if not file.exists():
        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(48))
            handle.flush()
            os.fsync(descriptor)
        settle(KEYS)  # with the pepper lost in a power cut no receipt could be opened again
    return file.read_text().strip()


def old_key(name: str, hours: int) -> list[str]:
    """The key before this one, for as long as what was signed with it may still come back (`lianxin keys renew`)."""
    file = KEYS / f"{name}.old"
    if not file.is_file() or time.time() - file.stat().st_mtime > hours * 3600:
        return []
    return [file.read_text().strip()]


def database_of(url: str) -> dict[str, Any]:
    """The settings of a database by its address; without one, the file in the data folder."""
    return connecting.database_of(url, DATA / "lianxin.sqlite3", os.environ.get("LIANXIN_POOLER", ""))


FIELD_CIPHER = os.environ.get("LIANXIN_CIPHER", "aes")  # of the fields that are sealed (ADR 0049)
SECRET_KEY = _key("secret_key")
SECRET_KEY_FALLBACKS = old_key("secret_key", hours=12)
SECRET_PEPPER = _key("pepper")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LIANXIN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
DATABASES = {"default": database_of("" if PRACTICE else os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "orgs.Person"
ROOT_URLCONF = "lianxin.project.urls"
WSGI_APPLICATION = "lianxin.project.wsgi.application"

INSTALLED_APPS = [
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "lianxin.base.sealing",
    "lianxin.base.counting",
    "lianxin.base.journal",
    "lianxin.base.orgs",
    "lianxin.base.programs",
    "lianxin.base.checkpoints",
    "lianxin.base.custody",
    "lianxin.base.retention",
    "lianxin.base.versions",
    "lianxin.base.notices",
    "lianxin.base.clocks",
    "lianxin.base.jobs",
    "lianxin.base.intake",
    "lianxin.base.search",
    "lianxin.base.protection",
    "lianxin.work.concerns",
    "lianxin.work.feedback",
    "lianxin.work.reception",
    "lianxin.work.gatherings",
    "lianxin.work.windows",
    "lianxin.work.levels",
    "lianxin.work.workorders",
    "lianxin.work.supervision",
    "lianxin.work.callbacks",
    "lianxin.work.sms",
    "lianxin.work.mails",
    "lianxin.work.digests",
    "lianxin.work.publishing",
    "lianxin.work.webhooks",
    "lianxin.work.issues",
    "lianxin.work.evidence",
    "lianxin.work.questionnaires",
    "lianxin.work.ballots",
    "lianxin.work.rectification",
    "lianxin.work.appraisals",
    "lianxin.work.sheets",
    "lianxin.work.results",
    "lianxin.work.statforms",
    "lianxin.work.opinions",
    "lianxin.work.households",
    "lianxin.work.helping",
    "lianxin.work.pairings",
    "lianxin.work.drives",
    "lianxin.work.hazards",
    "lianxin.work.quotas",
    "lianxin.work.visits",
    "lianxin.work.writings",
    "lianxin.work.cards",
    "lianxin.work.spotchecks",
    "lianxin.work.planner",
    "lianxin.work.statements",
    "lianxin.work.offline",
    "lianxin.work.stations",
    "lianxin.work.regulations",
    "lianxin.work.dispatches",
    "lianxin.work.workdays",
    "lianxin.work.volunteers",
    "lianxin.work.activities",
    "lianxin.work.meetings",
    "lianxin.work.pledges",
    "lianxin.work.disputes",
    "lianxin.work.inspections",
    "lianxin.work.examples",
    "lianxin.work.circulars",
    "lianxin.work.newsletters",
    "lianxin.work.guide",
    "lianxin.reports.freezes",
    "lianxin.reports.definitions",
    "lianxin.reports.nextsteps",
    "lianxin.reports.returns",
    "lianxin.reports.quality",
    "lianxin.reports.asking",
    "lianxin.reports.filling",
    "lianxin.reports.assessments",
    "lianxin.reports.tables",
    "lianxin.reports.summaries",
    "lianxin.reports.documents",
    "lianxin.reports.checks",
    "lianxin.reports.overlaps",
    "lianxin.web.ui",
    "lianxin.project",
]

MIDDLEWARE = [
    "lianxin.web.ui.middleware.Headers",  # outermost: every answer bears them, also a refusal by what stands further in
    "lianxin.web.ui.proxies.Proxies",
    "lianxin.web.ui.proxies.Methods",
    "lianxin.web.ui.cookies.Cookies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lianxin.web.ui.secure.TlsAlone",
    "lianxin.web.ui.requests.Requests",
    "lianxin.web.public.unseen.Unseen",
    "lianxin.web.ui.middleware.Sessions",
    "lianxin.web.ui.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "lianxin.web.ui.hosts.Hosts",
    "lianxin.web.ui.finding.Finding",
    "lianxin.web.ui.whole.WholeForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lianxin.web.ui.middleware.SessionLimits",
    "lianxin.web.ui.middleware.WhoAndWhen",
    "lianxin.web.ui.accounts.HandedOut",
    "lianxin.web.ui.factors.SecondFactor",
    "lianxin.web.ui.middleware.Refusals",
    "lianxin.web.ui.once.Once",
    "lianxin.web.ui.openings.Openings",
    "lianxin.web.ui.pdf.AsPdf",
    "lianxin.web.ui.practised.Practised",  # within: a PDF is made of the marked document
    "lianxin.web.ui.scanned.Scanned",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "src/lianxin/web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lianxin.web.ui.context.frame",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "lianxin.web.ui.accounts.SignIn", "change_password": "lianxin.web.ui.accounts.ChangePassword"}
ACCOUNT_ADAPTER = "lianxin.web.ui.accounts.Adapter"
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "lianxin.web.ui.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True  # only their digests are kept
MFA_TOTP_PERIOD, MFA_TOTP_TOLERANCE = 30, 0  # figures are good for their own half minute (ASVS 6.5.5)
MFA_FORMS = {"add_webauthn": "lianxin.web.ui.factors.AddKey", "edit_webauthn": "lianxin.web.ui.factors.EditKey"}
ACCOUNT_SESSION_REMEMBER = False
# 等保 8.1.4.1 b: five failures, then half an hour's pause.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/30m/key,40/30m/ip"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "lianxin.base.orgs.passwords.OwnWords"},
    {"NAME": "lianxin.base.orgs.breached.Breached"},
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lianxin.web.ui.errors.csrf_failure"
PUBLIC_HOSTS = [one.strip() for one in os.environ.get("LIANXIN_PUBLIC_HOSTS", "").split(",") if one.strip()]
PLAIN = os.environ.get("LIANXIN_PLAIN", "")
DEMO_IS_OPEN = os.environ.get("LIANXIN_DEMO_OPEN") == "1"
SERVED_SECURELY = os.environ.get("LIANXIN_HTTPS") == "1"  # browsers reckon only on such an address (security.md D5)
ISSUING_KEY_BITS = 3072  # of the keys that sign credentials; they live for days, and anonymity does not rest on them
PROXIES = nets(os.environ.get("LIANXIN_PROXIES", "127.0.0.0/8,::1" if SERVED_SECURELY else ""))
if SERVED_SECURELY:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-lx_session", "__Host-lx_csrf"  # a browser takes them by TLS alone
    CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host[:1] == '.' else ''}{host}" for host in ALLOWED_HOSTS if host != "*"]
    SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True
if PRACTICE:  # one browser asks both counties of this machine: neither throws the other one's people out
    _sure = "__Host-" if SERVED_SECURELY else ""
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_sure}lx_practice", f"{_sure}lx_practice_csrf"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = (
    5000  # read past, not kept: `web/ui/uploads.py` holds each form to a hundred, or to its own
)
FILE_UPLOAD_HANDLERS = [
    "lianxin.web.ui.uploads.Few",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
LOCALE_PATHS = [SOURCE / "src/lianxin/project/locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [SOURCE / "src/lianxin/web/static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA / "files")}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Of a full table Django throws out rows that still count, lock-outs among them; 300 rows, as it has it, are full at once.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_rows",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "lianxin.web.ui.logs.Line"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "lianxin.web.ui.requests": {"level": "INFO"},
        "django.request": {"level": "ERROR"},  # each answer has a line of ours
        "django_tasks": {"level": "CRITICAL"},  # `project/working.py` tells what failed, without what was worked on
        "django_tasks_db": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SHOWS_COMPONENTS = os.environ.get("LIANXIN_COMPONENTS") == "1"
CLAMD, CLAMD_AWAY = os.environ.get("LIANXIN_CLAMD", ""), os.environ.get("LIANXIN_CLAMD_AWAY", "")
BREACHED = os.environ.get("LIANXIN_BREACHED", "")
SMS = "" if PRACTICE else os.environ.get("LIANXIN_SMS", "")
WEBHOOK_HOSTS: dict[str, str] = {} if PRACTICE else named(os.environ.get("LIANXIN_WEBHOOK_HOSTS", ""))
MAIL_HOSTS: dict[str, str] = {} if PRACTICE else named(os.environ.get("LIANXIN_MAIL_HOSTS", ""))
MAIL = "" if PRACTICE else os.environ.get("LIANXIN_MAIL", "")
MAIL_FROM = os.environ.get("LIANXIN_MAIL_FROM", "")
#: the variables that name the files with passwords: read when they are used, so that no setting holds one
MAIL_SECRETS = {"in": "LIANXIN_IMAP_PASSWORD_FILE", "out": "LIANXIN_MAIL_PASSWORD_FILE"}
MAIL_CA = os.environ.get("LIANXIN_MAIL_CA", "")
IMAP = "" if PRACTICE else os.environ.get("LIANXIN_IMAP", "")
IMAP_AFTER = os.environ.get("LIANXIN_IMAP_AFTER", "")
WEBHOOK_CA = os.environ.get("LIANXIN_WEBHOOK_CA", "")
if os.environ.get("LIANXIN_LOG_TO"):
    LOGGING["handlers"]["away"] = {  # type: ignore[index]
        "class": "lianxin.web.ui.log_line.Away", "formatter": "line", "place": os.environ["LIANXIN_LOG_TO"],
        "authority": os.environ.get("LIANXIN_LOG_CA", ""),
    }  # fmt: skip
    LOGGING["root"]["handlers"] = ["console", "away"]  # type: ignore[index]
IS_ONE_OF_SEVERAL = bool(os.environ.get("LIANXIN_COUNTIES") == "off" and "LIANXIN_NEIGHBOURS" in os.environ)
NEIGHBOURS: list[dict[str, str]] = json.loads(
    os.environ.get("LIANXIN_NEIGHBOURS", "[]")
)  # public: names, and by which to come
BEGIN_AS = os.environ.get("LIANXIN_BEGIN_AS", "")
METRICS_TOKEN = os.environ.get("LIANXIN_METRICS_TOKEN", "")
SITE_NAME = _("连心")
