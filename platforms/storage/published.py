"""The only bridge from storage to the domain: the published catalogue as one immutable value.

`current()` costs one query, for the revision token, as long as nothing changed. While the database is gone or slow, the
last catalogue is given without asking, and one request at a time finds out whether that is over.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.models import Max, QuerySet

from platforms.domain.catalogue import scales
from platforms.domain.catalogue import values as d
from platforms.domain.catalogue.from_document import platform_of
from platforms.domain.catalogue.platforms import Withdrawn
from platforms.domain.catalogue.translation import translate
from platforms.domain.matching.fitness import good_for
from platforms.domain.vocabulary import Scale
from platforms.models import Feature, Goal, Group, Guide, Level, Platform, Trait
from platforms.models.revision import current_token
from platforms.storage import entries
from platforms.storage.changes import recent_decisions, recent_edits
from platforms.storage.reading import read
from platforms.translations.catalogue import say

ATTEMPTS = 5

PAUSE = 1.0
"""Seconds without asking after the database failed, or took longer than SLOW."""

SLOW = 3.0

LONGEST_WAIT = 0.5
"""Seconds that a request waits for another one's rebuilding before it takes the last catalogue.

Enough for some hundred platforms, so that whoever comes after an edit sees it; with thousands, only the request that
finds the edit waits for the whole of it."""


class Unavailable(Exception):
    """The database can't be reached, and no catalogue was read before."""


class _Memo:
    """The last catalogue of this process; token and catalogue change hands as one value."""

    catalogue: d.Catalogue | None = None
    reachable = True
    ask_again = 0.0
    """On the clock that nobody can set."""


_rebuilding = threading.Lock()
_probing = threading.Lock()


_of_this_request: ContextVar[d.Catalogue | None] = ContextVar("catalogue", default=None)


@contextmanager
def asked(catalogue: d.Catalogue) -> Iterator[None]:
    """Let the code within have this catalogue, which was asked for just now, without asking again."""
    token = _of_this_request.set(catalogue)
    try:
        yield
    finally:
        _of_this_request.reset(token)


def current() -> d.Catalogue:
    """The published catalogue. While the database can't be reached, the last one. Raises Unavailable without one."""
    if given := _of_this_request.get():
        return given
    known = _Memo.catalogue
    if known is None or (_Memo.reachable and not _Memo.ask_again):
        return _asked()
    if time.monotonic() < _Memo.ask_again or not _probing.acquire(blocking=False):
        return known
    try:
        return _asked()
    finally:
        _probing.release()


def _asked() -> d.Catalogue:
    began, known = time.monotonic(), _Memo.catalogue
    try:
        found = _newest()
    except (DatabaseError, InterfaceError) as error:
        _Memo.reachable, _Memo.ask_again = False, time.monotonic() + PAUSE
        if _Memo.catalogue is None:
            raise Unavailable from error
        return _Memo.catalogue
    ended = time.monotonic()
    # Building thousands of platforms takes its time, and says nothing about the database.
    slow = ended - began > SLOW and found is known
    _Memo.reachable, _Memo.ask_again = True, ended + PAUSE if slow else 0.0
    return found


def _newest() -> d.Catalogue:
    token = current_token()
    known = _Memo.catalogue
    if known is not None and known.revision == token:
        return known
    if not _rebuilding.acquire(timeout=LONGEST_WAIT if known else -1):
        return known  # type: ignore[return-value]
    try:
        if _Memo.catalogue is None or _Memo.catalogue.revision != current_token():
            _Memo.catalogue = _consistent()
        return _Memo.catalogue
    finally:
        _rebuilding.release()


def current_in(language: str) -> d.Catalogue:
    """The published catalogue in a language, made once for each revision. Its numbers are the same in all of them."""
    catalogue = current()
    if language == settings.LANGUAGE_CODE:
        return catalogue
    words = say(language)
    return catalogue.memoize(f"in {language}", lambda: translate(catalogue=catalogue, say=words))


MOST_OLDER = 8
"""How many older states a catalogue keeps in memory, for links that were made then."""


def at_entry(catalogue: d.Catalogue, number: int) -> d.Catalogue | None:
    """The platforms as they were at an entry of their history, on today's scales; two or three queries once.

    None when there is no such entry, or the database can't be asked for it.
    """
    if number >= catalogue.newest_entry:
        return catalogue if number == catalogue.newest_entry else None
    older = catalogue.memo.setdefault("older", {})
    if number not in older:
        try:
            then = entries.documents_at(number)
        except (DatabaseError, InterfaceError):
            return None
        kept = [platform for platform in catalogue.platforms if platform.slug not in then]
        kept += [platform_of(part, {}) for part in then.values() if part and part.published and not part.withdrawn]
        if len(older) >= MOST_OLDER:
            older.clear()
        platforms = tuple(sorted(kept, key=lambda platform: (platform.name, platform.slug)))
        older[number] = replace(catalogue, revision=f"{catalogue.revision}-{number}", platforms=platforms)
    return older[number]


def is_reachable() -> bool:
    """Could the database be asked at the last request?"""
    return _Memo.reachable


def forget() -> None:
    """Drop the memo, as a new process starts without one."""
    _Memo.catalogue, _Memo.reachable, _Memo.ask_again = None, True, 0.0


def _consistent() -> d.Catalogue:
    """Build until no edit came between the first row and the last: the token is read before and after."""
    for _attempt in range(ATTEMPTS):
        token = current_token()
        catalogue = build(Platform.objects.published(), revision=token)
        if current_token() == token:
            break
    good_for(catalogue)  # the matching table, before anybody asks for it
    return catalogue


def build(platforms: QuerySet[Platform], *, revision: str) -> d.Catalogue:
    """Return the catalogue with these platforms, drafts too if they are among them: some twenty queries, uncached."""
    groups = {
        group.pk: scales.Group(group.slug, group.name, group.order) for group in Group.objects.order_by("order", "slug")
    }
    traits = tuple(
        scales.Trait(
            t.slug, t.name, t.low_label, t.high_label, t.question, Scale(t.scale), t.core, t.order,
            tuple(scales.Level(v.value, v.label, v.phrase, v.description) for v in sorted(t.levels.all(), key=_value)),
        )
        for t in Trait.objects.order_by("order", "slug").prefetch_related("levels")
    )  # fmt: skip
    features = tuple(
        scales.Feature(f.slug, f.name, groups[f.group_id], f.yes_means, f.must_have, f.order)
        for f in Feature.objects.order_by("group__order", "order", "slug")
    )
    goals = tuple(
        scales.Goal(goal.slug, goal.wording, goal.order, needs)
        for goal in Goal.objects.order_by("order", "slug").prefetch_related("needs__feature", "needs__trait")
        if (needs := tuple(_need(need) for need in goal.needs.all()))
    )
    changed = dict(Platform.history.values_list("id").annotate(Max("history_date")))
    return d.Catalogue(
        revision=revision,
        traits=traits,
        groups=tuple(groups.values()),
        features=features,
        goals=goals,
        platforms=read(platforms, changed),
        withdrawn=tuple(
            Withdrawn(row.slug, row.name, _other_names(row), row.withdrawn_at.date())
            for row in Platform.objects.withdrawn().prefetch_related("other_names").order_by("name")
            if row.withdrawn_at
        ),
        guides=tuple(
            d.Guide(g.slug, g.title, g.summary, g.markdown, g.order) for g in Guide.objects.order_by("order", "slug")
        ),
        edits=recent_edits(),
        decisions=recent_decisions(),
        newest_entry=entries.newest_entry(),
    )


def _value(level: Level) -> int:
    return level.value


def _other_names(row: Platform) -> tuple[str, ...]:
    return tuple(sorted(other.name for other in row.other_names.all()))


def _need(need) -> scales.Need:
    return scales.Need(
        weight=need.weight,
        feature=need.feature.slug if need.feature else None,
        trait=need.trait.slug if need.trait else None,
        target=need.target,
    )
