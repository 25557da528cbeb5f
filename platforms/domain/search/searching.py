"""Search a catalogue by what people want: names first, then wishes, which become conditions that can be seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue, Guide
from platforms.domain.comparing.conditions import Condition, Slugs
from platforms.domain.comparing.filtering import Groups, grouped
from platforms.domain.comparing.filters import Filters, cleaned
from platforms.domain.search.alternatives import alternatives
from platforms.domain.search.index import Index, index_of
from platforms.domain.search.reading import read
from platforms.domain.search.spelling import words
from platforms.domain.search.spoken import Spoken

NOBODY = Groups((), (), (), ())
SILENT = Spoken()


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase means, and the platforms in the order in which they answer it."""

    phrase: str
    named: tuple[Platform, ...]
    """Whose names it holds or begins."""
    like: Platform | None
    """It asks for others like this one."""
    guide: Guide | None
    """The guide that answers it."""
    filters: Filters
    """What was asked besides, with the conditions of the phrase; its search is what is left without them."""
    understood: tuple[Condition, ...]
    """The conditions of the phrase."""
    mentioned: tuple[str, ...]
    """Words that some platforms' taglines or summaries hold."""
    leftovers: tuple[str, ...]
    """Words that mean nothing here."""
    groups: Groups
    """All platforms, by the conditions; those that are like one, or mention a word, where there is no condition."""

    @property
    def others(self) -> Groups:
        """Return the groups without the named platforms, which stand apart."""
        names = {platform.slug for platform in self.named}

        def rest(group: tuple[Platform, ...]) -> tuple[Platform, ...]:
            return tuple(platform for platform in group if platform.slug not in names)

        every = self.groups
        return Groups(rest(every.yes), rest(every.partly), rest(every.unknown), rest(every.no)) if names else every

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """Return what to show first: the named ones, then those that meet the conditions."""
        return (*self.named, *self.others.met)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing of the phrase means anything here."""
        return bool(self.phrase) and not (self.named or self.understood or self.mentioned or self.like or self.guide)


def search(*, catalogue: Catalogue, phrase: str, spoken: Spoken = SILENT, filters: Filters | None = None) -> Found:
    """Return what a phrase finds, with `filters` as further conditions.

    An unknown value is never taken for no: such a platform stands in a group of its own.
    """
    phrase, asked = cleaned(phrase), filters or Filters()
    index = index_of(catalogue=catalogue, spoken=spoken)
    reading = read(phrase, index)
    for condition in reading.conditions:
        asked = asked.with_condition(condition)
    named = tuple(catalogue.platform_by_slug[slug] for slug in reading.names)
    like = named[0] if named and reading.asks_for_others else None
    rest = [word.plain for word in reading.rest]
    mentions = _mentioning_all(rest, index) if rest and not like else frozenset()
    asked = replace(asked, search=_left(reading.without_conditions, rest, keeps=bool(mentions)))
    typed = tuple(word.text for word in reading.rest)
    return Found(
        phrase=phrase,
        named=() if like else named,
        like=like,
        guide=catalogue.guide_by_slug.get(reading.guide),
        filters=asked,
        understood=reading.conditions,
        mentioned=typed if mentions else (),
        leftovers=() if mentions else typed,
        groups=_groups(catalogue, asked, index, like, mentions, reading.content),
    )


def _groups(
    catalogue: Catalogue, asked: Filters, index: Index, like: Platform | None, mentions: Slugs, content: tuple[str, ...]
) -> Groups:
    """Return the platforms in groups; those whose texts hold most of the words go first."""
    if like:
        others = alternatives(catalogue=catalogue, platform=like)
        met = {platform.slug for platform in grouped(catalogue=catalogue, filters=asked).met}
        return replace(NOBODY, yes=tuple(platform for platform in others if platform.slug in met))
    first: dict[str, int] = {}
    for word in content:
        for slug in _mentioning(word, index):
            first[slug] = first.get(slug, 0) + 1
    groups = grouped(catalogue=catalogue, filters=asked, first=first)
    if asked.conditions:
        return groups
    if mentions:
        return replace(NOBODY, yes=tuple(platform for platform in groups.yes if platform.slug in mentions))
    return NOBODY if content else groups


def _mentioning_all(rest: Sequence[str], index: Index) -> Slugs:
    """Return the platforms whose texts hold every word."""
    found = [_mentioning(word, index) for word in rest]
    return found[0].intersection(*found[1:])


def _mentioning(word: str, index: Index) -> Slugs:
    near = index.texts.near(word, is_last=False) if word not in index.quiet else {}
    return frozenset().union(*(index.mentions[other] for other in near))


def _left(text: str, rest: Sequence[str], *, keeps: bool) -> str:
    """Return what stays in the search field once the conditions are filters of their own."""
    return text if keeps else " ".join(word.text for word in words(text) if word.plain not in rest)
