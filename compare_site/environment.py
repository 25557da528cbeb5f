"""What a setting from the environment has to look like."""

import re

from environs import validate


def https_origin(value: str) -> None:
    if value and not re.fullmatch(r"https?://[^/\s]+", value):
        raise validate.ValidationError("must be an origin such as https://sidebyside.example, without a path")


def contact(value: str) -> None:
    if value and not re.fullmatch(r"(mailto:[^@\s]+@[^@\s]+|https://[^/\s]+\S*)", value):
        raise validate.ValidationError("must be mailto: with an address, or begin with https://")


def token(value: str) -> None:
    if value and len(value) < 20:
        raise validate.ValidationError("must have at least 20 characters")


def dsn(value: str) -> None:
    if value and not re.fullmatch(r"https?://\w+(:\w+)?@[^/\s]+/\S+", value):
        raise validate.ValidationError("must be an address such as https://key@sentry.example/1")


def database_url(value: str) -> None:
    if value and not re.match(r"(sqlite:///.|postgres(ql)?://)", value):
        raise validate.ValidationError("must begin with sqlite:/// or postgres://")


def redis_url(value: str) -> None:
    if value and not re.match(r"(rediss?|unix)://.", value):
        raise validate.ValidationError("must begin with redis://, rediss:// or unix://")
