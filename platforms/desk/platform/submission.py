"""A sheet as an editor sent it: its mistakes, and what it makes of the platform."""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.utils.translation import gettext

from platforms.desk.platform.sheet import Sheet
from platforms.desk.sources.new import NewSourceForm, place
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import AudiencePart, PlatformPart
from platforms.domain.vocabulary import Kind

ALL = "all"
"""The group of all cells."""


class Submission(Sheet):
    """A sheet with data; read `result` and `added_sources` once `is_valid`."""

    def __init__(self, *, part: PlatformPart | None, data: Any):
        super().__init__(part=part, data=data)
        self.problems: list[str] = []
        """Messages about more than one form."""

    @property
    def mistakes(self) -> list[tuple[str, str, str]]:
        """Return (id of the field, its label, what is wrong with it) for each; id and label are empty for problems."""
        names = {row.form.prefix: row.name for row in [*self.cells, *self.facts.values()]}
        mistakes = [("", "", message) for message in self.problems]
        for form in self._all_forms():
            for field, messages in form.errors.items():
                bound = form[field] if field in form.fields else None
                label = ": ".join(filter(None, [names.get(form.prefix, ""), str(bound.label) if bound else ""]))
                mistakes += [(bound.id_for_label if bound else "", label, message) for message in messages]
        return mistakes

    def _all_forms(self) -> list:
        return [
            self.about, self.saving, *self.new_sources, *(group.cite for group in self.groups), *self._citing(),
        ]  # fmt: skip

    def _citing(self) -> list:
        cells = [row.form for row in [*self.cells, *self.facts.values()]]
        return [*cells, *self.figures, *self.tips]

    def place_sources(self) -> list[NewSourceForm]:
        """Give each new source's form to the cell that names it, once; return those that no cell named."""
        return place(self.new_sources, [*(group.cite for group in self.groups), *self._citing()], self.known)

    def is_valid(self) -> bool:
        """Validate every form, and then what they make together."""
        if self.mistakes:
            return False
        self.problems = list(self._problems())
        return not self.problems

    def _problems(self) -> Iterator[str]:
        """Yield what no form can see alone, and what breaks the document's rules: every export has to load again."""
        slugs = [added[0] for form in self.new_sources if (added := form.result())]
        for slug in slugs:
            if slug in self.known.stored or slugs.count(slug) > 1:
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
        """Return the platform as entered."""
        about: dict[str, Any] = self.about.cleaned_data | {"kind": Kind(self.about.cleaned_data["kind"])}
        support = {slug: row for rows in self.support.values() for slug, row in rows.items()}
        for group in self.groups:
            for row in group.rows:
                row.form.is_checked = group.name in self.checked_groups or ALL in self.checked_groups
                row.form.group_sources = group.cite.cleaned_data["more"]
        figures = filter(None, (form.dated(form.result()) for form in self.figures))
        return PlatformPart(
            published=self.part.published if self.part else False,
            withdrawn=self.part.withdrawn if self.part else False,
            ratings=_results(self.ratings),
            support=_results(support),
            uses=_results(self.uses),
            audience=AudiencePart(**_results(self.audience)),
            facts=_results(self.facts),
            figures=tuple(sorted(figures, key=lambda figure: (-figure.as_of.toordinal(), figure.counts))),
            tips=tuple(filter(None, (form.result() for form in self.tips))),
            **about,
        )

    @property
    def checked_groups(self) -> list[str]:
        """Return the groups of cells that were all looked at today, unchanged."""
        return self.data.getlist("checked-group")

    def added_sources(self) -> dict[str, SourcePart]:
        """Return the new sources as entered, by slug."""
        return dict(filter(None, (form.result() for form in self.new_sources)))


def _results(rows: dict) -> dict:
    return {key: part for key, row in rows.items() if (part := row.form.dated(row.form.result()))}
