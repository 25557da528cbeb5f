"""What a setting from the environment has to look like; all of them may be empty."""

from typing import Any
from urllib.parse import unquote, urlsplit

from environs import EnvError, validate

https_origin = validate.Regexp(
    r"(https?://[^/\s]+)?\Z", error="must be an origin such as https://sidebyside.example, without a path"
)
contact = validate.Regexp(
    r"(mailto:[^@\s]+@[^@\s]+|https://[^/\s]+\S*)?\Z", error="must be mailto: with an address, or begin with https://"
)
token = validate.Regexp(r"(.{20,})?\Z", error="must have at least 20 characters")
dsn = validate.Regexp(
    r"(https?://\w+(:\w+)?@[^/\s]+/\S+)?\Z", error="must be an address such as https://key@sentry.example/1"
)
database_url = validate.Regexp(
    r"\Z|sqlite:///(?!:memory:).|postgres(ql)?://[^/]*/.",
    error="must begin with sqlite:/// and the path of a file, or be postgres://user:password@host:5432/name",
)
redis_url = validate.Regexp(r"\Z|(rediss?|unix)://.", error="must begin with redis://, rediss:// or unix://")
email_url = validate.Regexp(
    r"\Z|smtps?://([^@/\s]+@)?[^@:/\s]+(:\d{1,5})?/?\Z", error="must be like smtp://name:password@host:587 or smtps://…"
)

SECONDS = 10
"""How long a mail server may take."""


def mailers(url: str, sender: str, site: str) -> tuple[dict[str, Any], str]:
    """Return Django's MAILERS for an address such as smtp://name:password@host:587, and who mails come from.

    Raise EnvError without the site's address: its links would lead where a request's Host header says.
    """
    if not url:
        return {}, sender or "webmaster@localhost"
    if not site:
        raise EnvError("EMAIL_URL needs SITE_URL, the address that links in mails lead to")
    parts = urlsplit(url)
    name, password, is_tls = unquote(parts.username or ""), unquote(parts.password or ""), parts.scheme == "smtps"
    options = {
        "host": parts.hostname,
        "port": parts.port or (465 if is_tls else 587),
        "username": name,
        "password": password,
        "use_ssl": is_tls,
        "use_tls": not is_tls and bool(name),
        "timeout": SECONDS,
    }
    return {"default": {"OPTIONS": options}}, sender or (name if "@" in name else f"side-by-side@{parts.hostname}")
