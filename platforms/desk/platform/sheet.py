"""The sheet of a platform: all its forms, made from a part of the document, a row for each cell."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from platforms.desk.platform.forms.about import AboutForm, NewSourceForm, SaveForm, signed
from platforms.desk.platform.forms.audience import FORMS, UseForm
from platforms.desk.platform.forms.cells import FactForm, FigureForm, RatingForm, SupportForm, TipForm
from platforms.desk.platform.forms.cited import CitedForm
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.vocabulary import Subject
from platforms.models import Feature, Goal, Source, Trait
from platforms.words import LABELS, audience_name

type MakeForm = Callable[..., Any]
"""Makes a form of a class, for a prefix and a part of the document (or None)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One cell on the sheet."""

    key: str
    """Such as "support.photos"."""
    name: str
    help: str
    form: CitedForm
    core: bool = False


def rating_rows(part: PlatformPart | None, make: MakeForm) -> dict[str, Row]:
    """Return a row for each trait, by slug."""
    ratings = part.ratings if part else {}
    rows = {}
    for trait in Trait.objects.order_by("order", "slug").prefetch_related("levels"):
        key = f"ratings.{trait.slug}"
        form = make(RatingForm, key, ratings.get(trait.slug), trait=trait)
        rows[trait.slug] = Row(key, trait.name, f"{trait.low_label} / {trait.high_label}", form, trait.core)
    return rows


def support_rows(part: PlatformPart | None, make: MakeForm) -> dict[str, dict[str, Row]]:
    """Return a row for each feature, by the name of its group and its slug."""
    support = part.support if part else {}
    groups: dict[str, dict[str, Row]] = {}
    for feature in Feature.objects.select_related("group").order_by("group__order", "order", "slug"):
        key = f"support.{feature.slug}"
        form = make(SupportForm, key, support.get(feature.slug))
        row = Row(key, feature.name, feature.yes_means, form)
        groups.setdefault(feature.group.name, {})[feature.slug] = row
    return groups


def fact_rows(part: PlatformPart | None, make: MakeForm) -> dict[Subject, Row]:
    """Return a row for each subject."""
    facts = part.facts if part else {}
    rows = {}
    for subject in Subject:
        key = f"facts.{subject}"
        form = make(FactForm, key, facts.get(subject), subject=subject)
        rows[subject] = Row(key, str(LABELS[subject]), "", form)
    return rows


def use_rows(part: PlatformPart | None, make: MakeForm, goals: dict[str, str]) -> dict[str, Row]:
    """Return a row for each goal, by slug."""
    uses = part.uses if part else {}
    return {
        slug: Row(f"uses.{slug}", wording, "", make(UseForm, f"uses.{slug}", uses.get(slug)))
        for slug, wording in goals.items()
    }


def audience_rows(part: PlatformPart | None, make: MakeForm) -> dict[str, Row]:
    """Return a row for each part of the audience."""
    known = dict(part.audience.items()) if part else {}
    return {
        subject: Row(
            f"audience.{subject}", audience_name(subject), "", make(form, f"audience.{subject}", known.get(subject))
        )
        for subject, form in FORMS.items()
    }


SPARE = 2
"""Empty rows for new figures, tips and sources."""

MOST_ROWS = 60
"""Figures or tips in one save."""


class Sheet:
    """The forms of a platform (None for a new one), four queries; as a browser sent them when there is `data`.

    `base` is the platform as the editor saw it when that is not `part`; `added` are new sources, by slug.
    """

    def __init__(self, *, part: PlatformPart | None, data: Any = None, base: PlatformPart | None = None,
                 added: dict[str, SourcePart] | None = None, note: str = ""):  # fmt: skip
        self.part, self.data = part, data
        self.about = AboutForm(data, part=part, prefix="about")
        self.saving = SaveForm(data, prefix="save", initial={"base": signed(base or part), "note": note})
        filled = [{"slug": slug, **msgspec.structs.asdict(source)} for slug, source in (added or {}).items()]
        self.new_sources = [
            NewSourceForm(data, prefix=f"source-{n}", initial=initial)
            for n, initial in enumerate([*filled, *[None] * SPARE][:SPARE])
        ]
        self.stored_sources = {s.slug: str(s) for s in Source.objects.only("slug", "publisher", "title")}
        # The cells can cite a source that the same save adds.
        new = [form["slug"].value() for form in self.new_sources if form["url"].value()]
        self.known = {slug: slug for slug in new if slug} | self.stored_sources

    @cached_property
    def ratings(self) -> dict[str, Row]:
        return rating_rows(self.part, self._form)

    @cached_property
    def support(self) -> dict[str, dict[str, Row]]:
        """By the name of the group, then by slug."""
        return support_rows(self.part, self._form)

    @cached_property
    def uses(self) -> dict[str, Row]:
        return use_rows(self.part, self._form, self.goals)

    @cached_property
    def audience(self) -> dict[str, Row]:
        return audience_rows(self.part, self._form)

    @cached_property
    def facts(self) -> dict[Subject, Row]:
        return fact_rows(self.part, self._form)

    @cached_property
    def figures(self) -> list[FigureForm]:
        return self._forms(FigureForm, "figures", self.part.figures if self.part else ())

    @cached_property
    def tips(self) -> list[TipForm]:
        return self._forms(TipForm, "tips", self.part.tips if self.part else (), goals=list(self.goals.items()))

    @cached_property
    def goals(self) -> dict[str, str]:
        """Wordings by slug."""
        return dict(Goal.objects.order_by("order", "slug").values_list("slug", "wording"))

    def _form(self, form_class, prefix: str, part, **options):
        return form_class(self.data, prefix=prefix, part=part, known=self.known, **options)

    def _forms(self, form_class, name: str, parts, **options) -> list:
        count = len(parts) + SPARE
        if self.data is not None:  # as many as were on the page, even if another number is stored by now
            sent = {key.split("-")[1] for key in self.data if key.startswith(f"{name}-")}
            count = min(max([count, *(int(n) + 1 for n in sent if n.isdigit())]), MOST_ROWS)
        padded = [*parts, *[None] * count][:count]
        return [self._form(form_class, f"{name}-{n}", part, **options) for n, part in enumerate(padded)]

    @property
    def cells(self) -> list[Row]:
        """Return the rows of ratings, support, uses and audience."""
        support = (row for rows in self.support.values() for row in rows.values())
        return [*self.ratings.values(), *support, *self.uses.values(), *self.audience.values()]

    @property
    def groups(self) -> dict[str, list[Row]]:
        """Return the rows that one tick marks as checked today, by the value of its box."""
        groups: dict[str, dict[Any, Row]] = {}
        groups |= {"ratings": self.ratings, "uses": self.uses, "audience": self.audience, "facts": self.facts}
        rows = {name: list(by_key.values()) for name, by_key in groups.items()}
        return rows | {f"support {group}": list(by_key.values()) for group, by_key in self.support.items()}

    @property
    def own_sources(self) -> list[str]:
        """Return the sources that the platform cites, which are offered before any search."""
        return sorted({slug for _key, slugs in self.part.cited() for slug in slugs}) if self.part else []

    @property
    def counts(self) -> dict[str, int]:
        """Return how many of these cells there are, are known, and are unknown, uncited or stale."""
        states = [row.form.state for row in self.cells]
        counted = {state: states.count(state) for state in ("unknown", "uncited", "stale")}
        return {"cells": len(states), "known": len(states) - counted["unknown"], "good": states.count("")} | counted
