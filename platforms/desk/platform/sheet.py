"""The sheet: all forms of one platform, from a document part and back to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from django.utils.translation import gettext

from platforms.desk.platform.cells import CitedForm, FactForm, FigureForm, RatingForm, SupportForm, TipForm
from platforms.desk.platform.forms import AboutForm, NewSourceForm, SaveForm, signed
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.vocabulary import Kind, Subject
from platforms.models import Feature, Goal, Source, Trait
from platforms.words import SUBJECTS

SPARE = 2
"""Empty rows for new figures, tips and sources."""

MOST_ROWS = 60
"""Of figures or of tips that one save may carry."""


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    """Such as "support.photos"."""
    name: str
    help: str
    form: CitedForm
    core: bool = False


class Sheet:
    """Unbound with `part` alone (None for a new platform), bound with `data`; four queries."""

    def __init__(self, *, part: PlatformPart | None, data: Any = None, base: PlatformPart | None = None,
                 added: dict[str, SourcePart] | None = None, note: str = ""):  # fmt: skip
        self.part, self.data = part, data
        self.about = AboutForm(data, part=part, prefix="about")
        self.saving = SaveForm(data, prefix="save", initial={"base": signed(base or part), "note": note})
        held = [{"slug": slug, **msgspec.structs.asdict(source)} for slug, source in (added or {}).items()]
        self.new_sources = [
            NewSourceForm(data, prefix=f"source-{n}", initial=initial)
            for n, initial in enumerate([*held, *[None] * SPARE][:SPARE])
        ]
        self.stored_sources = {s.slug: str(s) for s in Source.objects.only("slug", "publisher", "title")}
        # a source of this very save can be named by the cells beside it
        new = [form["slug"].value() for form in self.new_sources if form["url"].value()]
        self.known = {slug: slug for slug in new if slug} | self.stored_sources
        self.beyond: list[str] = []

    @cached_property
    def ratings(self) -> dict[str, Row]:
        held = self.part.ratings if self.part else {}
        return {
            trait.slug: Row(
                f"ratings.{trait.slug}", trait.name, f"{trait.low_label} / {trait.high_label}",
                self._form(RatingForm, f"ratings.{trait.slug}", held.get(trait.slug), trait=trait), trait.core,
            )
            for trait in Trait.objects.order_by("order", "slug").prefetch_related("levels")
        }  # fmt: skip

    @cached_property
    def features(self) -> list[tuple[str, str, Row]]:
        """Group, slug and row."""
        held = self.part.support if self.part else {}
        return [
            (
                feature.group.name,
                feature.slug,
                Row(
                    f"support.{feature.slug}", feature.name, feature.yes_means,
                    self._form(SupportForm, f"support.{feature.slug}", held.get(feature.slug)),
                ),
            )
            for feature in Feature.objects.select_related("group").order_by("group__order", "order", "slug")
        ]  # fmt: skip

    @cached_property
    def groups(self) -> dict[str, list[Row]]:
        grouped: dict[str, list[Row]] = {}
        for group, _slug, row in self.features:
            grouped.setdefault(group, []).append(row)
        return grouped

    @cached_property
    def facts(self) -> dict[Subject, Row]:
        held = self.part.facts if self.part else {}
        return {
            subject: Row(
                f"facts.{subject}", str(SUBJECTS[subject]), "",
                self._form(FactForm, f"facts.{subject}", held.get(subject), subject=subject),
            )
            for subject in Subject
        }  # fmt: skip

    @cached_property
    def figures(self) -> list[FigureForm]:
        return self._rows(FigureForm, "figures", self.part.figures if self.part else ())

    @cached_property
    def tips(self) -> list[TipForm]:
        goals = list(Goal.objects.order_by("order", "slug").values_list("slug", "wording"))
        return self._rows(TipForm, "tips", self.part.tips if self.part else (), goals=goals)

    def _form(self, kind, prefix: str, part, **more):
        return kind(self.data, prefix=prefix, part=part, known=self.known, **more)

    def _rows(self, kind, name: str, parts, **more) -> list:
        count = len(parts) + SPARE
        if self.data is not None:  # as many as were on the page, however many are stored by now
            sent = {key.split("-")[1] for key in self.data if key.startswith(f"{name}-")}
            count = min(max([count, *(int(n) + 1 for n in sent if n.isdigit())]), MOST_ROWS)
        padded = [*parts, *[None] * count][:count]
        return [self._form(kind, f"{name}-{n}", part, **more) for n, part in enumerate(padded)]

    @property
    def cells(self) -> list[Row]:
        return [*self.ratings.values(), *(row for _group, _slug, row in self.features)]

    @property
    def own_sources(self) -> list[str]:
        """What the platform rests on already: offered before anything is searched."""
        return sorted({slug for _key, slugs in self.part.cited() for slug in slugs}) if self.part else []

    @property
    def counts(self) -> dict[str, int]:
        """Of ratings and features: all, known, and how many are unknown, uncited or stale."""
        states = [row.form.state for row in self.cells]
        counted = {state: states.count(state) for state in ("unknown", "uncited", "stale")}
        return {"cells": len(states), "known": len(states) - counted["unknown"], "good": states.count("")} | counted

    @property
    def forms(self) -> list:
        return [
            self.about, self.saving, *self.new_sources, *(row.form for row in self.cells),
            *(row.form for row in self.facts.values()), *self.figures, *self.tips,
        ]  # fmt: skip

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """Where (the id of a field), what it is, and what is wrong with it."""
        names = {row.form.prefix: row.name for row in [*self.cells, *self.facts.values()]}
        found = [("", "", message) for message in self.beyond]
        for form in self.forms:
            for field, messages in form.errors.items():
                bound = form[field] if field in form.fields else None
                label = ": ".join(filter(None, [names.get(form.prefix, ""), str(bound.label) if bound else ""]))
                found += [(bound.id_for_label if bound else "", label, message) for message in messages]
        return found

    def is_valid(self) -> bool:
        if self.mistakes:  # asks every form
            return False
        self.beyond = list(self._beyond_one_form())
        return not self.beyond

    def _beyond_one_form(self) -> Iterator[str]:
        """What no form sees by itself, and what the document's own rules say, so that every export loads again."""
        slugs = [found[0] for form in self.new_sources if (found := form.result())]
        for slug in slugs:
            if slug in self.stored_sources or slugs.count(slug) > 1:
                yield gettext("There is a source “%(slug)s” already; give the new one another slug.") % {"slug": slug}
        part = self.result()
        if len({(figure.counts, figure.as_of) for figure in part.figures}) < len(part.figures):
            yield gettext("Two figures count the same on the same day.")
        try:
            msgspec.convert(msgspec.to_builtins(part), PlatformPart)
            for source in self.added_sources().values():
                msgspec.convert(msgspec.to_builtins(source), SourcePart)
        except msgspec.ValidationError as error:
            yield str(error)

    def result(self) -> PlatformPart:
        """What the editor made of it; once `is_valid`."""
        about: dict[str, Any] = self.about.cleaned_data | {"kind": Kind(self.about.cleaned_data["kind"])}
        cells: dict[str, dict] = {
            "ratings": {slug: row.form.result() for slug, row in self.ratings.items()},  # type: ignore[attr-defined]
            "support": {slug: row.form.result() for _group, slug, row in self.features},  # type: ignore[attr-defined]
            "facts": {subject: row.form.result() for subject, row in self.facts.items()},  # type: ignore[attr-defined]
        }
        return PlatformPart(
            published=self.part.published if self.part else False,
            withdrawn=self.part.withdrawn if self.part else False,
            figures=tuple(sorted(filter(None, (form.result() for form in self.figures)), key=_newest_first)),
            tips=tuple(filter(None, (form.result() for form in self.tips))),
            **about | {name: {key: cell for key, cell in held.items() if cell} for name, held in cells.items()},
        )

    def added_sources(self) -> dict[str, SourcePart]:
        return dict(filter(None, (form.result() for form in self.new_sources)))


def _newest_first(figure) -> tuple[int, str]:
    return -figure.as_of.toordinal(), figure.counts
