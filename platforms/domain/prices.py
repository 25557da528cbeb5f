"""The price of a platform's cheapest paid plan, as its fact writes it: "7.99 USD a month, 2026-06"."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NO_PLAN = "none"
"""The value of the fact where there is nothing to pay for."""

PATTERN = re.compile(r"(\d{1,6}(?:\.\d\d?)?) ([A-Z]{3}) a (month|year), (\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class Period(StrEnum):
    """What a price pays for."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Price:
    amount: Decimal
    currency: str
    """Three letters of ISO 4217."""
    period: Period
    as_of: datetime.date
    """The first day of the month in which it was asked."""


def parse_price(value: str) -> Price | None:
    """Return the price that a fact states; None for no plan, and for what is no price."""
    found = PATTERN.fullmatch(value)
    if not found or found[4] < "1900":
        return None
    amount, currency, period, year, month = found.groups()
    return Price(Decimal(amount), currency, Period(period), datetime.date(int(year), int(month), 1))


def is_price(value: str) -> bool:
    """Tell whether a fact may have this value: a price, or that there is no plan."""
    return value == NO_PLAN or parse_price(value) is not None
