"""The catalogue in another language: its words change, nothing that is counted does.

A translation is stored with the English text that it translates. Once an editor changes that text, the translation is
stale and English stands in for it, marked as English, since an old translation would say something else.
"""

from collections.abc import Callable
from dataclasses import replace

from platforms.domain.catalogue.scales import Feature, Goal, Level, Trait
from platforms.domain.catalogue.texts import LABELS, Text, _blocks, _capital, _is_text, within
from platforms.domain.catalogue.values import Catalogue, Guide

type Say = Callable[[str, str], str]
"""The translation of a text by its key and its English; empty where there is none."""


ENGLISH, TRANSLATED = "{english}", "{translated}"
"""Before and after a paragraph of a guide that has no translation; prose.py hands them on to the page."""


def translate(*, catalogue: Catalogue, say: Say) -> Catalogue:
    """Return the catalogue in the words that `say` knows. Slugs, numbers, order and revision stay."""

    def translated(key: str, english: str) -> str:
        if not english:
            return english
        found = say(key, english)
        if not found:
            return Text(english, within(english), "en")
        return Text(_capital(found), found) if key.endswith(LABELS) else Text(found)

    def level(trait: Trait, of: Level) -> Level:
        at = f"traits.{trait.slug}.levels.{of.value}"
        return replace(
            of,
            label=translated(f"{at}.label", of.label),
            phrase=translated(f"{at}.phrase", of.phrase),
            description=translated(f"{at}.description", of.description),
        )

    def trait(of: Trait) -> Trait:
        at = f"traits.{of.slug}"
        return replace(
            of,
            name=translated(f"{at}.name", of.name),
            low_label=translated(f"{at}.low-label", of.low_label),
            high_label=translated(f"{at}.high-label", of.high_label),
            question=translated(f"{at}.question", of.question),
            levels=tuple(level(of, each) for each in of.levels),
        )

    groups = {of.slug: replace(of, name=translated(f"groups.{of.slug}.name", of.name)) for of in catalogue.groups}

    def feature(of: Feature) -> Feature:
        at = f"features.{of.slug}"
        return replace(
            of,
            name=translated(f"{at}.name", of.name),
            group=groups[of.group.slug],
            yes_means=translated(f"{at}.yes-means", of.yes_means),
            must_have=translated(f"{at}.must-have", of.must_have),
        )

    def goal(of: Goal) -> Goal:
        return replace(of, wording=translated(f"goals.{of.slug}.wording", of.wording))

    def guide(of: Guide) -> Guide:
        """Translate block by block, so that an edited paragraph falls back to English by itself."""
        at = f"guides.{of.slug}"
        blocks: list[str] = []
        for block in _blocks(of.markdown):
            found = translated(f"{at}.markdown", block) if _is_text(block) else block
            foreign = isinstance(found, Text) and found.language
            blocks += [ENGLISH, found, TRANSLATED] if foreign else [found]
        return replace(
            of,
            title=translated(f"{at}.title", of.title),
            summary=translated(f"{at}.summary", of.summary),
            markdown="\n\n".join(blocks),
        )

    return replace(
        catalogue,
        traits=tuple(map(trait, catalogue.traits)),
        groups=tuple(groups.values()),
        features=tuple(map(feature, catalogue.features)),
        goals=tuple(map(goal, catalogue.goals)),
        guides=tuple(map(guide, catalogue.guides)),
    )
