"""The sheet of a platform: all its forms, made from a part of the document, a row for each cell."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from platforms.desk.platform.forms.about import AboutForm, SaveForm, signed
from platforms.desk.platform.forms.audience import FORMS, UseForm
from platforms.desk.platform.forms.cells import FactForm, FigureForm, RatingForm, SupportForm, TipForm
from platforms.desk.platform.groups import Group, Row, counts_of
from platforms.desk.sources.fields import GroupCiteForm
from platforms.desk.sources.known import KnownSources
from platforms.desk.sources.new import NewSourceForm, sent_forms
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.vocabulary import Subject
from platforms.models import Feature, Goal, Trait
from platforms.words import LABELS, audience_name

type MakeForm = Callable[..., Any]
"""Makes a form of a class, for a prefix and a part of the document (or None)."""


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
"""Empty rows for new figures and tips."""

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
        self.known = KnownSources()
        self.new_sources = sent_forms(data, self.known) if data is not None else []
        for n, (slug, source) in enumerate((added or {}).items()):
            filled = {"slug": slug, **msgspec.structs.asdict(source)}
            self.new_sources.append(NewSourceForm(prefix=f"source-{n}", initial=filled))
            self.known.add(slug, source.url)  # the cells can cite it

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

    @property
    def are_figures_wrong(self) -> bool:
        """Tell whether a figure has to be mended."""
        return any(form.errors or form.new_sources for form in self.figures)

    @property
    def are_tips_wrong(self) -> bool:
        """Tell whether a tip has to be mended."""
        return any(form.errors or form.new_sources for form in self.tips)

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

    @cached_property
    def groups(self) -> list[Group]:
        """Return the cells by the groups that are folded, checked and cited together."""
        rows: dict[str, tuple[str, dict[Any, Row]]] = {}
        rows |= {"ratings": (_("Traits"), self.ratings), "uses": (_("Uses"), self.uses)}
        rows |= {"audience": (_("Audience"), self.audience)}
        rows |= {f"support {group}": (group, by_key) for group, by_key in self.support.items()}
        rows |= {"facts": (_("Facts"), self.facts)}
        return [
            Group(name, title, list(by_key.values()), GroupCiteForm(self.data, prefix=f"cite-{n}", known=self.known))
            for n, (name, (title, by_key)) in enumerate(rows.items())
        ]

    def place_sources(self) -> list[NewSourceForm]:
        """Return the forms of new sources that are not beside a cell."""
        return self.new_sources

    @property
    def own_sources(self) -> list[str]:
        """Return the sources that the platform cites, which are offered before any search."""
        return sorted({slug for _key, slugs in self.part.cited() for slug in slugs}) if self.part else []

    @property
    def counts(self) -> dict[str, int]:
        """Return how many of these cells there are, are known, and are unknown, uncited or stale."""
        return counts_of(self.cells)
