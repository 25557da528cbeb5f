"""Every text of the catalogue that is translated, by key, and how one stands within a sentence."""

from collections.abc import Iterator

from platforms.domain.catalogue.scales import Level
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.parts import Document, LevelPart
from platforms.domain.document.prose import BRACES

LABELS = (".name", ".label")
"""What these keys end with is a label, translated as it stands within a sentence; by itself it gets a capital."""


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
    """Yield every text that is translated, with its key: "goals.career.wording". Leave out empty ones."""
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
        yield from ((f"{at}.markdown", block) for block in _blocks(guide.markdown) if _is_text(block))


def _blocks(markdown: str) -> list[str]:
    """Paragraphs, headings and lists, whichever line ends a browser sent."""
    return [block.strip("\n") for block in markdown.replace("\r\n", "\n").split("\n\n")]


def _is_text(block: str) -> bool:
    """Is it words? What stands in braces is drawn (see prose.py)."""
    return bool(block.strip()) and not BRACES.fullmatch(block.strip())


def within(label: str) -> str:
    """Return a label as it stands within a sentence: small in English; a translation brings its own."""
    if isinstance(label, Text):
        return Text(label.inside, label.inside, label.language)
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _capital(text: str) -> str:
    """With a capital in front, unless the second letter is one: "iOS"."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]
