"""The catalogue in another language: its words change, nothing that is counted does.

A translation is kept with the English text that it translates. Once an editor changes that text, the translation is
stale and English stands in for it, marked as English, since an old translation would say something else.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from platforms.domain.catalogue.scales import Feature, Goal, Level, Trait
from platforms.domain.catalogue.values import Catalogue, Guide
from platforms.domain.document.parts import Document, LevelPart
from platforms.domain.document.prose import BRACES

type Say = Callable[[str, str], str]
"""The translation of a text by its key and its English; empty where there is none."""

LABELS = (".name", ".label")
"""What these keys end with is a label, translated as it stands within a sentence; by itself it gets a capital."""


ENGLISH, TRANSLATED = "{english}", "{translated}"
"""Before and after a paragraph of a guide that has no translation; prose.py hands them on to the page."""


class Text(str):
    """A text of the catalogue in another language than the editors wrote it in."""

    __slots__ = ("inside", "language")

    inside: str
    """How it stands within a sentence: "kurze Videos" where it is "Kurze Videos" by itself."""
    language: str
    """Empty where it is in the page's language, "en" where English stands in for a translation."""

    def __new__(cls, text: str, inside: str = "", language: str = "") -> "Text":
        made = super().__new__(cls, text)
        made.inside = inside or text
        made.language = language
        return made


def texts(catalogue: Catalogue | Document) -> Iterator[tuple[str, str]]:
    """Every text that is translated, with its key: "goals.career.wording". Empty ones are left out."""
    for trait in catalogue.traits:
        at = f"traits.{trait.slug}"
        yield f"{at}.name", trait.name
        yield f"{at}.low-label", trait.low_label
        yield f"{at}.high-label", trait.high_label
        if trait.question:
            yield f"{at}.question", trait.question
        levels: tuple[Level | LevelPart, ...] = trait.levels
        for value, level in enumerate(levels):
            yield f"{at}.levels.{value}.label", level.label
            yield f"{at}.levels.{value}.phrase", level.phrase
            yield f"{at}.levels.{value}.description", level.description
    for group in catalogue.groups:
        yield f"groups.{group.slug}.name", group.name
    for feature in catalogue.features:
        yield f"features.{feature.slug}.name", feature.name
        yield f"features.{feature.slug}.yes-means", feature.yes_means
        if feature.must_have:
            yield f"features.{feature.slug}.must-have", feature.must_have
    for goal in catalogue.goals:
        yield f"goals.{goal.slug}.wording", goal.wording
    for guide in catalogue.guides:
        at = f"guides.{guide.slug}"
        yield f"{at}.title", guide.title
        yield f"{at}.summary", guide.summary
        yield from ((f"{at}.markdown", block) for block in _blocks(guide.markdown) if _is_said(block))


def translate(*, catalogue: Catalogue, say: Say) -> Catalogue:
    """The same catalogue in the words that `say` knows. Slugs, numbers, order and revision stay as they are."""

    def said(key: str, english: str) -> str:
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
            label=said(f"{at}.label", of.label),
            phrase=said(f"{at}.phrase", of.phrase),
            description=said(f"{at}.description", of.description),
        )

    def trait(of: Trait) -> Trait:
        at = f"traits.{of.slug}"
        return replace(
            of,
            name=said(f"{at}.name", of.name),
            low_label=said(f"{at}.low-label", of.low_label),
            high_label=said(f"{at}.high-label", of.high_label),
            question=said(f"{at}.question", of.question),
            levels=tuple(level(of, each) for each in of.levels),
        )

    groups = {of.slug: replace(of, name=said(f"groups.{of.slug}.name", of.name)) for of in catalogue.groups}

    def feature(of: Feature) -> Feature:
        at = f"features.{of.slug}"
        return replace(
            of,
            name=said(f"{at}.name", of.name),
            group=groups[of.group.slug],
            yes_means=said(f"{at}.yes-means", of.yes_means),
            must_have=said(f"{at}.must-have", of.must_have),
        )

    def goal(of: Goal) -> Goal:
        return replace(of, wording=said(f"goals.{of.slug}.wording", of.wording))

    def guide(of: Guide) -> Guide:
        """Block by block, so that an edited paragraph falls back to English by itself."""
        at = f"guides.{of.slug}"
        blocks: list[str] = []
        for block in _blocks(of.markdown):
            found = said(f"{at}.markdown", block) if _is_said(block) else block
            foreign = isinstance(found, Text) and found.language
            blocks += [ENGLISH, found, TRANSLATED] if foreign else [found]
        return replace(
            of,
            title=said(f"{at}.title", of.title),
            summary=said(f"{at}.summary", of.summary),
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


def _blocks(markdown: str) -> list[str]:
    """Paragraphs, headings and lists, whichever line ends a browser sent."""
    return [block.strip("\n") for block in markdown.replace("\r\n", "\n").split("\n\n")]


def _is_said(block: str) -> bool:
    """Is it words? What stands in braces is drawn (see prose.py)."""
    return bool(block.strip()) and not BRACES.fullmatch(block.strip())


def within(label: str) -> str:
    """A label as it stands within a sentence: English begins it small, other languages say it themselves."""
    if isinstance(label, Text):
        return Text(label.inside, label.inside, label.language)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _capital(text: str) -> str:
    """With a capital in front, unless the second letter is one: "iOS"."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]
