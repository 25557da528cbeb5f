"""The phrases that a search has to understand, and what each means."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from platforms.domain.comparing.conditions import age_range
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.search.searching import Found

FILE = Path(__file__).with_name("phrases.toml")
MOST_LOOKED_AT = 3


@dataclass(frozen=True)
class Phrase:
    phrase: str
    language: str
    expect: dict

    def is_met_by(self, found: Found) -> bool:
        """Tell whether the search found what is expected; of several meanings one is enough."""
        if self.expect.get("nothing"):
            return found.is_empty and not found.platforms
        if wanted := self.expect.get("platforms"):
            return set(wanted) <= {platform.slug for platform in found.platforms[:MOST_LOOKED_AT]}
        met = {(each.key, band(each.value) if each.key == "age" else each.value) for each in found.understood}
        return bool(met & {(key, value) for key, value in self.expect.items()})


def band(age: str) -> str:
    return next(band for band, years in AGE_BANDS.items() if age_range(age)[0] in years)


def phrases(language: str) -> list[Phrase]:
    every = tomllib.loads(FILE.read_text("utf-8"))["phrase"]
    return [Phrase(each["phrase"], each["language"], each["expect"]) for each in every if each["language"] == language]
