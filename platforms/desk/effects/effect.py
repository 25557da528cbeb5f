"""What another catalogue does to answers, to the audit of fairness and to who leads."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.fairness.audit import Audit, altered, audit

SAMPLES = 400
"""Answers tried before and after: enough for a share to within a few per cent, and done in some seconds."""

MOST = 8


@dataclass(frozen=True, slots=True)
class Shift:
    """How often a platform leads, before and after."""

    name: str
    before: Fraction
    after: Fraction


def effect(before: Catalogue, after: Catalogue) -> dict[str, Any]:
    """Return what another catalogue does to the answers of a sample, to the audit and to who leads, for a template."""
    old, new = (audit(catalogue=catalogue, samples=SAMPLES) for catalogue in (before, after))
    return {
        "altered": altered(before=before, after=after, samples=SAMPLES),
        "shifts": _shifts(old, new),
        "failures": new.failures,
        "mended": [failure for failure in old.failures if failure not in new.failures],
        "samples": new.samples,
    }


def _shifts(old: Audit, new: Audit) -> list[Shift]:
    """Return the platforms whose lead changes most."""
    before = {standing.platform.slug: standing.leads for standing in old.standings}
    shifts = [Shift(s.platform.name, before.get(s.platform.slug, Fraction(0)), s.leads) for s in new.standings]
    moved = [shift for shift in shifts if shift.before != shift.after]
    return sorted(moved, key=lambda shift: (-abs(shift.after - shift.before), shift.name))[:MOST]
