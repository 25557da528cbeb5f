"""The rows of a sheet: one a cell, with its name, a help text and its form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from platforms.desk.platform.forms.cells import FactForm, RatingForm, SupportForm
from platforms.desk.platform.forms.cited import CitedForm
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.vocabulary import Subject
from platforms.models import Feature, Trait
from platforms.words import LABELS

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
