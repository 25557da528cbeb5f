"""Cells as an editor meets them: rows, in groups that are folded, checked and cited together."""

from dataclasses import dataclass
from functools import cached_property

from platforms.desk.platform.forms.cited import CitedForm
from platforms.desk.sources.fields import GroupCiteForm
from platforms.domain.vocabulary import name_to_slug


@dataclass(frozen=True, slots=True)
class Row:
    """One cell."""

    key: str
    """Such as "support.photos"."""
    name: str
    help: str
    form: CitedForm
    core: bool = False


@dataclass(frozen=True)
class Group:
    """Cells under one heading."""

    name: str
    """The value of the box that marks all of them as checked today."""
    title: str
    rows: list[Row]
    cite: GroupCiteForm

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how many cells there are, are known, and are unknown, uncited or stale."""
        return counts_of(self.rows)

    @property
    def anchor(self) -> str:
        return f"g-{name_to_slug(self.name)}"

    @property
    def is_wrong(self) -> bool:
        """Tell whether something in it has to be mended: then it is not folded."""
        if self.cite.errors or self.cite.new_sources:
            return True
        return any(row.form.errors or row.form.new_sources for row in self.rows)


def counts_of(rows: list[Row]) -> dict[str, int]:
    """Return how many of these cells there are, are known, and are unknown, uncited or stale."""
    states = [row.form.state for row in rows]
    counted = {state: states.count(state) for state in ("unknown", "uncited", "stale")}
    return {"cells": len(states), "known": len(states) - counted["unknown"], "good": states.count("")} | counted
