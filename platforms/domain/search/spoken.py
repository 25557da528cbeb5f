"""What people say of ages, fields, kinds and countries, and the small words between: handed in by language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of the page's language and of English; each text holds several, with commas."""

    small: str = ""
    """Words that say nothing by themselves and are skipped: "the"."""
    quiet: str = ""
    """Words that may help ("app"), and that nobody misses where they don't."""
    without: str = ""
    """Words that turn what follows into its opposite."""
    years: str = ""
    """Words beside a number that make it an age."""
    below: str = ""
    """Words before an age that mean younger than it."""
    instead: str = ""
    """Words beside a name that ask for others like it."""
    people: tuple[tuple[str, str, str], ...] = ()
    """The key and value of a condition, with its words: ("field", "design", "designers, design")."""
    countries: tuple[tuple[str, str], ...] = ()
    """Codes with a name each; a code may come more than once."""
    topics: tuple[tuple[str, str], ...] = ()
    """Slugs of guides, each with the questions that it answers."""


def split(text: str) -> list[str]:
    """Return the words or phrases of a text with commas."""
    return [part.strip() for part in text.split(",") if part.strip()]
