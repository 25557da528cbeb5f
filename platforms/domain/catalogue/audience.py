"""Who may use a platform, and where: cited, structured, each part unknown where it is None."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.vocabulary import AgeCheck, Field, Requirement


@dataclass(frozen=True, slots=True)
class Countries:
    """Where it is offered, as codes of ISO 3166."""

    offered: tuple[str, ...]
    """Empty: worldwide."""
    not_offered: tuple[str, ...]
    """Where it is not, of all the world."""
    members: tuple[str, ...]
    """Where most members are."""
    note: str
    evidence: Evidence

    def include(self, country: str) -> bool:
        """Tell whether it is offered in a country."""
        return country in self.offered if self.offered else country not in self.not_offered


@dataclass(frozen=True, slots=True)
class Ages:
    """From which age it may be used, in years."""

    minimum: int
    exceptions: Mapping[str, int]
    """The minimum in some countries, by their codes."""
    check: AgeCheck
    younger: int | None
    """The minimum age of a version for younger people."""
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
