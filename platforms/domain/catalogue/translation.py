"""Every text of the catalogue that is translated, and the catalogue in another language: only its words change.

A translation is stored with the English text that it translates. Once an editor changes that text, the translation is
stale and English stands in for it, marked as English, since an old translation would say something else.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import is_not
from typing import Any

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Level, Trait
from platforms.domain.catalogue.values import Catalogue, Guide
from platforms.domain.document.parts import Document
from platforms.domain.document.prose import BRACES

FIELDS = {
    "traits": ("name", "low_label", "high_label", "question"),
    "groups": ("name",),
    "features": ("name", "yes_means", "must_have"),
    "goals": ("wording", "short"),
    "guides": ("title", "summary"),
}
LEVEL_FIELDS = ("label", "phrase", "description")
"""What is translated of each part; of a guide also its Markdown, block by block."""

SEARCHED = ("traits", "features", "goals")
"""Parts with synonyms, which are translated as one text."""

PLATFORM_FIELDS = ("tagline", "summary")
"""What is translated of a platform, and its tips. It may stay English for a while."""

LABELS = (".name", ".label")
"""What these keys end with is a label, translated as it stands within a sentence; by itself it gets a capital."""

ENGLISH, TRANSLATED = "{english}", "{translated}"
"""Before and after a paragraph of a guide that has no translation; prose.py hands them on to the page."""

type Translator = Callable[[str, str], str]
"""The translation of a text by its key and its English; empty where there is none."""


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
    for kind, fields in FIELDS.items():
        for part in getattr(catalogue, kind):
            at = f"{kind}.{part.slug}"
            yield from _texts_of(part, at, fields)
            if kind in SEARCHED and part.also:
                yield f"{at}.also", ", ".join(part.also)
            for value, level in enumerate(part.levels if kind == "traits" else ()):
                yield from _texts_of(level, f"{at}.levels.{value}", LEVEL_FIELDS)
            if kind == "guides":
                yield from ((f"{at}.markdown", block) for block in _blocks(part.markdown) if _is_text(block))
    for platform in catalogue.platforms:
        at = f"platforms.{platform.slug}"
        yield from _texts_of(platform, at, PLATFORM_FIELDS)
        yield from ((f"{at}.tips", tip.text) for tip in platform.tips)


def may_stay_english(key: str) -> bool:
    """Is it a text of one platform? Pages mark it as English where it has no translation."""
    return key.startswith("platforms.")


def _texts_of(part: Any, at: str, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((_key(at, field), getattr(part, field)) for field in fields if getattr(part, field))


def _key(at: str, field: str) -> str:
    return f"{at}.{field.replace('_', '-')}"


def translate(*, catalogue: Catalogue, translator: Translator) -> Catalogue:
    """Return the catalogue in the words that `translator` knows. Slugs, numbers, order and revision stay."""

    def text(key: str, english: str) -> str:
        if not english:
            return english
        found = translator(key, english)
        if not found:
            return Text(english, within(english), "en")
        return Text(_capital(found), found) if key.endswith(LABELS) else Text(found)

    def part(of: Any, at: str, fields: tuple[str, ...]) -> Any:
        changed: dict[str, Any] = {field: text(_key(at, field), getattr(of, field)) for field in fields}
        also = getattr(of, "also", ())
        if also and (found := translator(f"{at}.also", ", ".join(also))):
            changed["also"] = (*found.split(", "), *also)  # English is understood in every language
        return replace(of, **changed)

    def platform(of: Platform) -> Platform:
        """Translate what has a translation; the rest stays a plain text, which pages mark as English."""
        at = f"platforms.{of.slug}"
        found = {field: translator(_key(at, field), getattr(of, field)) for field in PLATFORM_FIELDS}
        changed: dict[str, Any] = {field: Text(words) for field, words in found.items() if words}
        tips = [translator(f"{at}.tips", tip.text) for tip in of.tips]
        if any(tips):
            changed["tips"] = tuple(
                replace(tip, text=Text(words)) if words else tip for tip, words in zip(of.tips, tips, strict=True)
            )
        return replace(of, **changed) if changed else of

    def parts(kind: str) -> tuple:
        return tuple(part(of, f"{kind}.{of.slug}", FIELDS[kind]) for of in getattr(catalogue, kind))

    def levels(trait: Trait) -> tuple[Level, ...]:
        at = f"traits.{trait.slug}.levels"
        return tuple(part(level, f"{at}.{level.value}", LEVEL_FIELDS) for level in trait.levels)

    def markdown(guide: Guide) -> str:
        """Translate block by block, so that an edited paragraph falls back to English by itself."""
        blocks: list[str] = []
        for block in _blocks(guide.markdown):
            found = text(f"guides.{guide.slug}.markdown", block) if _is_text(block) else block
            foreign = isinstance(found, Text) and found.language
            blocks += [ENGLISH, found, TRANSLATED] if foreign else [found]
        return "\n\n".join(blocks)

    groups = {group.slug: group for group in parts("groups")}
    platforms = tuple(map(platform, catalogue.platforms))
    return replace(
        catalogue,
        traits=tuple(replace(trait, levels=levels(trait)) for trait in parts("traits")),
        groups=tuple(groups.values()),
        features=tuple(replace(feature, group=groups[feature.group.slug]) for feature in parts("features")),
        goals=parts("goals"),
        guides=tuple(replace(guide, markdown=markdown(guide)) for guide in parts("guides")),
        platforms=platforms if any(map(is_not, platforms, catalogue.platforms)) else catalogue.platforms,
    )


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
