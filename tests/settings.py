"""The product's settings with a key of the tests' own; DATABASE_URL chooses the database as in the product."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-the-tests-and-nothing-else")
os.environ.setdefault("HTTPS", "false")
os.environ.setdefault("DIRECT_PUBLISHING", "true")  # tests of proposed changes turn it off
os.environ.setdefault("PSEUDO_LANGUAGE", "true")  # finds texts that nobody marked, and what breaks from right to left
# Playwright leaves its event loop running in the thread in which later tests use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from compare_site.settings import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# Static files come from where they are written, in a clone where `start` collected them and in any other.
STATIC_ROOT = BASE_DIR / ".pytest_cache" / "collected"  # noqa: F405
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
