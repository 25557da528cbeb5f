"""Every cell of the catalogue as one row, for spreadsheets."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Protocol

from platforms.domain.catalogue.audience import AudienceCell
from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.people import Audience
from platforms.domain.plain_text import is_formula, plain
from platforms.domain.vocabulary import Subject

COLUMNS = (
    "platform", "name", "kind", "about", "key", "title", "value", "low", "high", "note", "as_of", "checked_on",
    "official", "sources", "address",
)  # fmt: skip
"""`about` is trait, feature, use, audience, fact or figure; `low` and `high` are levels; `sources` are addresses."""


class Words(Protocol):
    """Puts uses and audiences into words."""

    def use_word(self, level: int) -> str: ...
    def audience_name(self, subject: str) -> str: ...
    def audience_text(self, cell: AudienceCell) -> str: ...


def catalogue_csv(catalogue: Catalogue, *, address: Callable[[str, str], str], words: Words) -> str:
    """Write it with a byte order mark, by which spreadsheets know UTF-8; `address` takes slug and key."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for platform in catalogue.platforms:
        for about, key, title, value, low, high, note, as_of, evidence in _cells(catalogue, platform, words):
            writer.writerow(
                [
                    platform.slug, _plain(platform.name), platform.kind, about, key, _plain(title), _plain(value),
                    low, high, _plain(note), as_of, evidence.checked_on or "", "yes" if evidence.official else "no",
                    " ".join(source.url for source in evidence.sources), address(platform.slug, key),
                ]
            )  # fmt: skip
    return f"\ufeff{text.getvalue()}"


def _cells(catalogue: Catalogue, platform: Platform, words: Words) -> Iterator[tuple]:
    nothing = Evidence()
    for trait in catalogue.traits:
        if rating := platform.ratings.get(trait.slug):
            span = " to ".join(dict.fromkeys(trait.levels[n].label for n in (rating.low, rating.high)))
            yield "trait", trait.slug, trait.name, span, rating.low, rating.high, rating.why, "", rating.evidence
        else:
            yield "trait", trait.slug, trait.name, "unknown", "", "", "", "", nothing
    for feature in catalogue.features:
        support = platform.supports(feature.slug)
        yield "feature", feature.slug, feature.name, support.value, "", "", support.note, "", support.evidence
    for goal in catalogue.goals:
        key = cell_key("uses", goal.slug)
        if use := platform.uses.get(goal.slug):
            yield "use", key, goal.wording, words.use_word(use.level), use.level, use.level, use.why, "", use.evidence
        else:
            yield "use", key, goal.wording, "unknown", "", "", "", "", nothing
    audience = dict(platform.audience.cells())
    for part in Audience:
        key, title = cell_key("audience", part), words.audience_name(part)
        if cell := audience.get(part):
            yield "audience", key, title, words.audience_text(cell), "", "", cell.note, "", cell.evidence
        else:
            yield "audience", key, title, "unknown", "", "", "", "", nothing
    for subject in Subject:
        if fact := platform.facts.get(subject):
            title = subject.replace("-", " ").capitalize()
            yield "fact", subject, title, fact.value, "", "", fact.note, "", fact.evidence
    for figure in platform.figures:
        note = figure.note
        yield "figure", "figures", figure.counts, str(figure.number), "", "", note, figure.as_of, figure.evidence


def _plain(text: str) -> str:
    """Return a text without control characters; put an apostrophe before what looks like a formula."""
    text = plain(text)
    return f"'{text}" if is_formula(text) else text
