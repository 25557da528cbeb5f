"""Parts of an audience as editors type them, on the sheet and in spreadsheets: "US, CA", "AU 16, KR 14"."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from platforms.domain.countries import CODES

UNREADABLE = _("“%(text)s” can't be read. Write a country's code and an age, separated by commas: AU 16, KR 14.")
EXCEPTION = re.compile(r"([A-Za-z]{2})[\s:=]+(\d{1,2})")


def codes_of(text: str) -> tuple[str, ...]:
    """Read two-letter codes of countries; the same one twice counts once."""
    codes = tuple(dict.fromkeys(text.upper().replace(",", " ").split()))
    if unknown := [code for code in codes if code not in CODES]:
        message = _("“%(code)s” is no country's code. Give two letters each, separated by commas: US, CA.")
        raise ValidationError(message, params={"code": unknown[0]})
    return codes


def exceptions_of(text: str) -> dict[str, int]:
    """Read minimum ages by country."""
    ages: dict[str, int] = {}
    for one in filter(None, map(str.strip, text.split(","))):
        if not (match := EXCEPTION.fullmatch(one)):
            message = _(
                "“%(text)s” can't be read. Write a country's code and an age, separated by commas: AU 16, KR 14."
            )
            raise ValidationError(message, params={"text": one})
        for code in codes_of(match[1]):
            if code in ages:
                raise ValidationError(_("“%(code)s” is there twice."), params={"code": code})
            ages[code] = int(match[2])
    return dict(sorted(ages.items()))


def age_of(text: str) -> int:
    """Read an age in years."""
    if not re.fullmatch(r"\d{1,2}(\.0)?", text):
        raise ValidationError(_("“%(text)s” is no age in years."), params={"text": text})
    return int(float(text))


def words_of(text: str) -> tuple[str, ...]:
    """Read words separated by commas or spaces."""
    return tuple(dict.fromkeys(text.lower().replace(",", " ").split()))


READ: dict[str, Any] = {  # each field of an audience's parts
    "offered": codes_of,
    "not_offered": codes_of,
    "members": codes_of,
    "minimum": age_of,
    "exceptions": exceptions_of,
    "check": str,
    "younger": age_of,
    "fields": words_of,
    "needs": words_of,
}


def text_of(value: Any) -> str:
    """Return the text from which a value is read."""
    if isinstance(value, dict):
        return ", ".join(f"{code} {age}" for code, age in sorted(value.items()))
    return ", ".join(value) if isinstance(value, list | tuple) else "" if value is None else str(value)
