"""Where a claim comes from, and when somebody last checked it."""

import datetime
from dataclasses import dataclass

FRESH_FOR = datetime.timedelta(days=180)
"""A cell counts as fresh for this long after the day it was checked."""


@dataclass(frozen=True, slots=True)
class Source:
    slug: str
    url: str
    title: str
    publisher: str
    official: bool
    read_on: datetime.date
    published_on: datetime.date | None = None
    reachable_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim comes from and when somebody last checked it."""

    sources: tuple[Source, ...] = ()
    checked_on: datetime.date | None = None

    @property
    def cited(self) -> bool:
        return bool(self.sources)

    @property
    def official(self) -> bool:
        return any(source.official for source in self.sources)

    def fresh(self, *, today: datetime.date) -> bool:
        return self.checked_on is not None and today - self.checked_on <= FRESH_FOR
