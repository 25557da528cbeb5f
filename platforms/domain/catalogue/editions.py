"""Which state of the catalogue a link was made from, and what changed since then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from platforms.domain.catalogue.changes import Changed, changed
from platforms.domain.catalogue.conversion import platform_part
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.edits import differences


@dataclass(frozen=True, slots=True)
class Since:
    """What changed between an older state of the catalogue and this one."""

    facts: tuple[tuple[Platform, Changed], ...]
    added: tuple[Platform, ...]
    gone: tuple[Platform, ...]

    def of(self, platforms: Iterable[Platform]) -> "Since":
        """Return only the facts of some platforms."""
        slugs = {platform.slug for platform in platforms}
        return Since(tuple([fact for fact in self.facts if fact[0].slug in slugs]), (), ())


def since(*, old: Catalogue, new: Catalogue, keys: Iterable[str] | None = None) -> Since:
    """Return the facts that changed between two states; only of these keys when they are given."""
    wanted = None if keys is None else set(keys)
    return Since(
        tuple(
            (platform, fact)
            for platform in new.platforms
            if (before := old.platform_by_slug.get(platform.slug)) and before is not platform
            for fact in _facts(before, platform)
            if wanted is None or fact.key in wanted
        ),
        tuple(platform for platform in new.platforms if platform.slug not in old.platform_by_slug),
        tuple(platform for platform in old.platforms if platform.slug not in new.platform_by_slug),
    )


def _facts(before: Platform, after: Platform) -> Iterator[Changed]:
    for change in differences(platform_part(before), platform_part(after)):
        found = changed(change)
        if found.is_fact:
            yield found


def scales_digest(catalogue: Catalogue) -> str:
    """Return eight letters that stand for all that a ranking rests on besides the platforms."""
    rests_on = (
        [(trait.slug, trait.scale.value, bool(trait.question)) for trait in catalogue.traits],
        [(feature.slug, bool(feature.must_have)) for feature in catalogue.features],
        [(g.slug, [(n.key, n.weight, n.target) for n in g.needs]) for g in catalogue.goals],
    )
    return blake2b(repr(rests_on).encode(), digest_size=4).hexdigest()


def edition(catalogue: Catalogue) -> str:
    """Return the name of this state of the catalogue, as links carry it: "412-9f86d081"."""
    return f"{catalogue.newest_entry}-{scales_digest(catalogue)}"


def parse_edition(text: str) -> tuple[int, str] | None:
    """Return the number of the newest entry and the scales that an edition names; None when it is no edition."""
    number, dash, rest = text.partition("-")
    fits = dash and number.isascii() and number.isdigit() and len(number) < 12 and len(rest) == 8
    return (int(number), rest) if fits else None
