"""Who may use a platform, and where: cited, structured, each part unknown where it is None."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.people import AgeCheck, Field, Requirement


@dataclass(frozen=True, slots=True)
class Countries:
    """Where it is offered (empty: worldwide, but not in some), and where most members are; codes of ISO 3166."""

    offered: tuple[str, ...]
    not_offered: tuple[str, ...]
    members: tuple[str, ...]
    note: str
    evidence: Evidence

    def include(self, country: str) -> bool:
        return country in self.offered if self.offered else country not in self.not_offered


@dataclass(frozen=True, slots=True)
class Ages:
    """From which age it may be used, with exceptions by country; a version for younger people has its own minimum."""

    minimum: int
    exceptions: Mapping[str, int]
    check: AgeCheck
    younger: int | None
    note: str
    evidence: Evidence

    def minimum_in(self, country: str) -> int:
        return self.exceptions.get(country, self.minimum)


@dataclass(frozen=True, slots=True)
class Fields:
    """Whom it is made for; empty: for everyone."""

    fields: tuple[Field, ...]
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Joining:
    """What you need to join; empty: an e-mail address or an account of an app store."""

    needs: tuple[Requirement, ...]
    note: str
    evidence: Evidence


type AudienceCell = Countries | Ages | Fields | Joining


@dataclass(frozen=True, slots=True)
class Audience:
    countries: Countries | None = None
    ages: Ages | None = None
    fields: Fields | None = None
    joining: Joining | None = None

    def cells(self) -> Iterator[tuple[str, AudienceCell]]:
        """Yield what is known, by its subject."""
        known = ((field.name, getattr(self, field.name)) for field in fields(self))
        yield from ((name, cell) for name, cell in known if cell is not None)
