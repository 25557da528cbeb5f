"""What a claim or a row is about: a cell's key, by its key, its name or everyday words."""

from django_mcpz.server import ToolError

from platforms import words
from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Subject
from platforms.searching import search


def key_of(catalogue: Catalogue, about: str) -> str:
    """Return the key of the cell that some words mean. Raise ToolError with what there is."""
    names = _names(catalogue)
    plain = about.strip().casefold()
    if key := names.get(plain) or names.get(plain.replace(" ", "-")):
        return key
    for condition in search(catalogue, about[:80]).understood:
        match condition.key:
            case "feature":
                return condition.value
            case "goal":
                return cell_key("uses", condition.value)
            case "age":
                return cell_key("audience", Audience.AGES)
            case "country":
                return cell_key("audience", Audience.COUNTRIES)
            case "field":
                return cell_key("audience", Audience.FIELDS)
            case "kind":
                continue
            case trait:
                return trait
    known = ", ".join([*catalogue.trait_by_slug, *catalogue.feature_by_slug, *Subject])
    raise ToolError(f"No cell is about {about[:80]!r}. There are: {known}.")


def _names(catalogue: Catalogue) -> dict[str, str]:
    """Return every key by itself and by its name, in small letters."""
    keys = [*catalogue.trait_by_slug, *catalogue.feature_by_slug]
    keys += [cell_key("uses", goal.slug) for goal in catalogue.goals]
    keys += [cell_key("audience", part) for part in Audience]
    keys += [subject.value for subject in Subject]
    names = {words.cell_title(catalogue, key).casefold(): key for key in keys}
    return names | {key.casefold(): key for key in keys} | {"minimum age": cell_key("audience", Audience.AGES)}
