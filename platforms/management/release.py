"""Bring the catalogue of a new release into a database that holds an older one."""

from platforms.domain.document.merging import ABSENT, CELLS, Merge
from platforms.domain.document.problems import Invalid
from platforms.management.catalogue_files import SHIPPED, read
from platforms.storage.document.load import is_new, load
from platforms.storage.document.write import Refused


def merge_release() -> str:
    """Merge the shipped catalogue, keeping editors' changes; return what to say about it, or nothing.

    Do nothing where the catalogue was last loaded from other files: those are somebody's own.
    """
    document, _drafts = read(SHIPPED)
    if not is_new(document):
        return ""
    try:
        merged = load(document, of_release=True)
    except (Invalid, Refused) as error:
        return f"This release's catalogue was not merged, and yours stays as it is: {error}"
    return _said(merged)


def _said(merged: Merge) -> str:
    """Return how many platforms and cells are newer, and how many of the editors' own stay."""
    added = {key[1] for key, old in _keys(merged) if key[0] == "platforms" and key[2:] == ("slug",) and old is ABSENT}
    cells = [key for key, _ in _keys(merged) if len(key) == 4 and key[2] in CELLS and key[1] not in added]
    kept = len(merged.preserved)
    parts = [
        f"{len(added)} {'platform is' if len(added) == 1 else 'platforms are'} new in this release" if added else "",
        f"{len(cells)} {'cell is' if len(cells) == 1 else 'cells are'} newer in this release" if cells else "",
        f"{kept} that you changed {'stays' if kept == 1 else 'stay'} yours" if kept else "",
    ]
    return f"{'; '.join(filter(None, parts)) or "The catalogue is now this release's"}."


def _keys(merged: Merge):
    return [(change.key, change.old) for change in merged.changes]
