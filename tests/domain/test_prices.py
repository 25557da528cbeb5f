"""The price of the cheapest paid plan, as its fact writes it."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.comparing.key_facts import plan
from platforms.domain.prices import NO_PLAN, Period, Price, is_price, parse_price
from tests.cast import make_platform


def test_a_price_has_amount_currency_period_and_month():
    price = parse_price("7.99 USD a month, 2026-06")

    assert price == Price(Decimal("7.99"), "USD", Period.MONTH, datetime.date(2026, 6, 1))


@given(
    cents=st.integers(0, 99_999_999),
    currency=st.sampled_from(["USD", "EUR", "JPY"]),
    period=st.sampled_from(Period),
    day=st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)),
)
def test_every_price_can_be_written_and_read(cents, currency, period, day):
    amount = Decimal(cents) / 100

    price = parse_price(f"{amount:f} {currency} a {period}, {day:%Y-%m}")

    assert price == Price(amount, currency, period, day.replace(day=1))


@pytest.mark.parametrize(
    "value",
    [
        "7.99 USD",
        "$7.99 a month, 2026-06",
        "7.99 USD a week, 2026-06",
        "7,99 EUR a month, 2026-06",
        "free",
        "",
        "7.99 USD a month, 2026-13",
        "\u0667 USD a month, 2026-06",
        "7.99 USD a month, 2026-06\n",
    ],
)
def test_anything_else_is_no_price(value):
    assert not is_price(value)


@given(st.text())
def test_any_text_is_read_without_an_error(value):
    assert is_price(value) == (value == NO_PLAN or parse_price(value) is not None)


def test_no_plan_is_a_value_without_a_price():
    assert is_price(NO_PLAN)
    assert plan(make_platform("a", facts={"cheapest-paid-plan": NO_PLAN})) is None
    assert plan(make_platform("b")) is None
    assert plan(make_platform("c", facts={"cheapest-paid-plan": "10 EUR a year, 2026-01"})).currency == "EUR"
