"""What people ask (`questions.toml`), put to the matching: what a sensible person expects, and what they get."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platforms.domain.matching.answers import FIELDS, Answers
from platforms.domain.matching.ranking import match

HERE = Path(__file__).parent

FIELD_OF = {"research": "science", "startups": "business", "illustration": "design", "photography": "design"}
"""Plain words for a field, by what the questionnaire calls it; any other is "other"."""

FIRST = 5


@dataclass(frozen=True)
class Question:
    text: str
    is_own: bool
    answers: Answers
    expect: dict[str, Any]
    lacks_platforms: bool
    """A list names platforms that the catalogue lacks."""

    def misses(self, catalogue) -> list[str]:
        """Return in words what is not as expected; empty when the asker would be satisfied."""
        ranking = match(catalogue=catalogue, answers=self.answers, with_what_if=False)
        order = [each.platform.slug for each in ranking.matches]
        best, found = order[:FIRST], []
        leaders = [each.platform.slug for each in ranking.matches[:FIRST] if (each.tier, each.rank) == (1, 1)]
        if (first := self.expect.get("first")) and not set(first).intersection(leaders):
            found.append(f"{' and '.join(leaders) or 'nothing'} first, not {' or '.join(first)}")
        wanted = self.expect.get("among_first_five", ())
        if len(there := set(best) & set(wanted)) < self.expect.get("at_least", 0):
            found.append(f"only {sorted(there)} of {wanted} among {best}")
        if unwanted := [slug for slug in best if slug in self.expect.get("never", ())]:
            found.append(f"{unwanted} among {best}")
        return found


def questions() -> list[Question]:
    """Return all of them, our own first."""
    tables = tomllib.loads((HERE / "questions.toml").read_text("utf-8"))
    return [_question(table, kind == "own") for kind in ("own", "collected") for table in tables[kind]]


def _question(table: dict[str, Any], is_own: bool) -> Question:
    given = table["answers"]
    field = given.get("field", "")
    answers = Answers(
        goals=tuple(sorted(given["goals"])),
        wishes=tuple(sorted(given.get("traits", {}).items())),
        musts=tuple(sorted(given.get("must", ()))),
        country=given.get("country", ""),
        age=given.get("age", ""),
        field=field and (field if field in FIELDS else FIELD_OF.get(field, "other")),
    )
    return Question(table["question"], is_own, answers, table["expect"], table.get("missing", False))
