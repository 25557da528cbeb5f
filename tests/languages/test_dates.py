"""Short dates and months, abbreviated as each language does."""

from datetime import date

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("language", "short", "month"),
    [
        ("en", "27 Nov 2026", "Nov 2026"),
        ("de", "27. Nov. 2026", "Nov. 2026"),
        ("es", "27 nov 2026", "nov 2026"),
    ],
)
def test_short_dates_follow_the_language(language: str, short: str, month: str) -> None:
    with override(language):
        assert date_format(DAY, "SHORT_DATE_FORMAT") == short
        assert date_format(DAY, "YEAR_MONTH_FORMAT") == month
