"""Every setting. The environment is read strictly: a value that makes no sense stops the start with a sentence.

SECRET_KEY      required; `manage.py start` makes one for the local installation
DATABASE_URL    sqlite:///path or postgres://user:password@host/name; SQLite in DATA_DIR when empty
DATA_DIR        folder of the local installation (.local)
ALLOWED_HOSTS   host names, comma-separated (localhost, 127.0.0.1, [::1])
SITE_URL        the public address, such as https://sidebyside.example; empty takes it from each request
DIRECT_PUBLISHING  saves at the desk are public at once, for teams of one; else a publisher publishes them (false)
SECOND_FACTOR   editors reach the desk only with a second factor (false)
HTTPS           served over TLS: redirect, HSTS, secure cookies (true)
PSEUDO_LANGUAGE a made-up right-to-left language under /ar-xb/, to look at the layout with (false)
PROXIES         how many of your proxies stand in front, which set X-Forwarded-For and -Proto, 0 to 9 (1 with HTTPS)
EMAIL_URL       smtp://name:password@host:587 or smtps://…, mails links to set passwords; needs SITE_URL (none)
EMAIL_FROM      the sender of these mails (the name in EMAIL_URL, if it is an address)
SECURITY_CONTACT  where weaknesses are reported, mailto:… or https://…; /.well-known/security.txt names it (none)
REDIS_URL       redis://host:6379/0; where all processes together cache public pages (none: each in its own memory)
BRAND_GLYPHS    platforms wear their brands' icons; false shows letters everywhere (true)
PAGES_IN_MEMORY megabytes of public pages that a process caches when there is no REDIS_URL, 0 (none) to 1000 (16)
LOG             lines: warnings for people; json: one object a line, one for each request (lines)
METRICS_TOKEN   at least 20 characters; /metrics then answers Prometheus, which sends it as a bearer token (none)
SENTRY_DSN      where errors are reported to, without who asked or what (none)
DEBUG           true shows errors in the browser and caches no page (false)
"""

import importlib.util

import dj_database_url
from django.utils.csp import CSP
from environs import Env, EnvError, validate

from compare_site import caches, environment, error_reports, local, observability

env = Env()

try:
    SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=20, error="must have at least 20 characters"))
    DEBUG = env.bool("DEBUG", False)
    HTTPS = env.bool("HTTPS", True)
    PROXIES = env.int("PROXIES", int(HTTPS), validate=validate.Range(min=0, max=9))
    SECOND_FACTOR = env.bool("SECOND_FACTOR", False)
    DIRECT_PUBLISHING = env.bool("DIRECT_PUBLISHING", False)
    PSEUDO_LANGUAGE = env.bool("PSEUDO_LANGUAGE", False)
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
    SITE_URL = env.str("SITE_URL", "", validate=environment.https_origin)
    SECURITY_CONTACT = env.str("SECURITY_CONTACT", "", validate=environment.contact)
    EMAIL_URL = env.str("EMAIL_URL", "", validate=environment.email_url)
    MAILERS, DEFAULT_FROM_EMAIL = environment.mailers(EMAIL_URL, env.str("EMAIL_FROM", ""), SITE_URL)
    REDIS_URL = env.str("REDIS_URL", "", validate=environment.redis_url)
    BRAND_GLYPHS = env.bool("BRAND_GLYPHS", True)
    PAGES_IN_MEMORY = env.int("PAGES_IN_MEMORY", 16, validate=validate.Range(min=0, max=1000))
    LOG = env.str("LOG", "lines", validate=validate.OneOf(["lines", "json"], error="must be lines or json"))
    METRICS_TOKEN = env.str("METRICS_TOKEN", "", validate=environment.token)
    SENTRY_DSN = env.str("SENTRY_DSN", "", validate=environment.dsn)
    DATABASE_URL = env.str("DATABASE_URL", "", validate=environment.database_url)
except EnvError as error:
    raise local.ConfigurationError(f"a setting is wrong: {error}") from error
SILENCED_SYSTEM_CHECKS = [] if MAILERS else ["mail.W001"]  # without a mail server links are handed over by hand
if DEBUG:  # an edited template shows at once
    REDIS_URL, PAGES_IN_MEMORY = "", 0

BASE_DIR = local.ROOT
DATA_DIR = local.folder()
RELEASE = local.release()

INSTALLED_APPS = [
    "platforms.apps.DeskConfig",  # Django's admin with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "simple_history",
    "platforms",  # last: its roles name permissions of the others
]

MIDDLEWARE = [
    "compare_site.observability.RequestLogMiddleware",
    "compare_site.page_cache.PageCacheMiddleware",  # a page from the cache comes with the headers that are set below
    "compare_site.client_ip.ClientIPMiddleware",
    "compare_site.middleware.NoCookiesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # styles and scripts need no policies of documents: 3 kB a page
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "compare_site.middleware.SecurityHeadersMiddleware",
    "compare_site.locale_path.LocaleFromPathMiddleware",
    "compare_site.middleware.RequestLimitsMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "compare_site.middleware.PlainTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "compare_site.urls"
WSGI_APPLICATION = "compare_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

try:
    database = dj_database_url.parse(DATABASE_URL or f"sqlite:///{DATA_DIR / 'side-by-side.sqlite3'}")
except ValueError as error:
    raise local.ConfigurationError(
        "a setting is wrong: DATABASE_URL can't be read; write postgres://user:password@host:5432/name"
    ) from error
DATABASES = {
    "default": database
    # One connection a thread of the server, kept open. A pool between as many threads would save nothing, and while the
    # database is gone everybody would wait for the pool's patience instead of being refused at once.
    | {"CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": None}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "connect_timeout": 3,
        # A peer that vanished without a word is noticed within ten seconds, whether we wait for it or send to it.
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "tcp_user_timeout": 10_000,
        "options": "-c statement_timeout=10000 -c lock_timeout=5000",
    }

CACHES = {"default": caches.cache_settings(REDIS_URL, PAGES_IN_MEMORY, release=RELEASE)}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

PASSWORD_HASHERS = ["platforms.desk.access.hashing.PatientHasher"]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]

# Five wrong passwords for one account from one address, then an hour's wait. By both: nobody can lock an editor out
# from elsewhere, and behind a proxy that hides addresses it still counts by account.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "admin/locked.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

OTP_TOTP_ISSUER = "Side by Side"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True  # nobody reads another's key
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds that a link to set a password is good for

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a platform's sheet has some 600

LANGUAGE_CODE = "en"  # at addresses without a prefix; the others stand under /de/ and /es/
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]
PSEUDO_CODE = "ar-xb"
if PSEUDO_LANGUAGE:
    LANGUAGES.append((PSEUDO_CODE, "Pseudo"))
FORMAT_MODULE_PATH = ["compare_site.formats"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
LOGIN_REDIRECT_URL = "/admin/"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 60 * 60
WHITENOISE_MIMETYPES = {".speculationrules": "application/speculationrules+json"}

# Nothing but our own files, and no inline script or style.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # public pages say no-referrer; a form post needs its own origin
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "platforms.desk.saving.again.csrf_failure"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60

LOGGING = observability.logging_settings(LOG)
try:
    if METRICS_TOKEN:
        observability.share_metrics(DATA_DIR / "metrics")
    if SENTRY_DSN:
        error_reports.report_errors(SENTRY_DSN, release=RELEASE)
except ImportError as error:
    raise local.ConfigurationError(
        f"{error.name} is not installed; start with: uv run --extra watching manage.py start"
    ) from error
if REDIS_URL and not importlib.util.find_spec("redis"):
    raise local.ConfigurationError("redis is not installed; start with: uv run --extra redis manage.py start")
