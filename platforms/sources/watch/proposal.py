"""What an adapter proposes, and what it needs to do so."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Value
from platforms.sources.watch.ids import Ids
from platforms.sources.watch.reader import Reader


@dataclass(frozen=True, slots=True)
class Proposal:
    """That a cell may be out of date, or may hold something else."""

    adapter: str
    platform: str
    cell: str
    value: str
    """What the cell would hold; empty where only the source changed."""
    source: str
    """The address of what was read."""
    seen_on: datetime.date
    words: str = ""
    """What speaks for it: the words that changed, or those of the data set."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What every adapter is given: the platforms to look at, their ids elsewhere, and a reader of addresses."""

    catalogue: Catalogue
    platforms: Iterable[Platform]
    ids: dict[str, Ids]
    reader: Reader
    today: datetime.date

    def ids_of(self, platform: Platform) -> Ids:
        return self.ids.get(platform.slug, Ids())


def cells_of(platform: Platform, catalogue: Catalogue) -> Iterator[tuple[str, Evidence, str]]:
    """Yield the key of each known cell with its evidence, and with its name and note."""
    for slug, rating in platform.ratings.items():
        trait = catalogue.trait_by_slug.get(slug)
        yield slug, rating.evidence, f"{trait.name if trait else ''} {rating.why}"
    for slug, support in platform.support.items():
        if support.value is not Value.UNKNOWN:
            feature = catalogue.feature_by_slug.get(slug)
            yield slug, support.evidence, f"{feature.name if feature else ''} {support.note}"
    for name, cell in platform.audience.cells():
        yield cell_key("audience", name), cell.evidence, f"{name} {cell.note}"
    for subject, fact in platform.facts.items():
        yield str(subject), fact.evidence, f"{subject} {fact.note}"
