"""Entries of the platforms' histories, and what readers saw change between two of them."""

import datetime
from dataclasses import dataclass

from platforms.domain.catalogue.changes import Edit, What, changed
from platforms.domain.document.edits import PUBLICATION, differences
from platforms.domain.document.merging import LOOKS
from platforms.domain.document.platform_part import PlatformPart


@dataclass(frozen=True, slots=True)
class Entry:
    """A platform as it was after one save; documents of drafts too."""

    number: int
    """Grows with time."""
    platform: int
    """Whose history it belongs to."""
    at: datetime.datetime
    why: str
    document: PlatformPart | None
    """None when the platform was deleted."""
    is_import: bool = False
    """Was it loaded with a document or a release, not edited?"""

    @property
    def public(self) -> PlatformPart | None:
        """What of it readers saw."""
        found = self.document
        return found if found and found.published and not found.withdrawn else None


def edit(before: Entry | None, after: Entry) -> Edit | None:
    """Return what readers saw change between two entries of one platform; None when that is nothing."""
    old, new = before.public if before else None, after.public
    if new is None:
        if old is None:
            return None
        return Edit(after.number, old.slug, old.name, after.at, after.why, What.WITHDRAWN, is_import=after.is_import)
    if old is None:
        return Edit(after.number, new.slug, new.name, after.at, after.why, What.PUBLISHED, is_import=after.is_import)
    cells = tuple(changed(change) for change in differences(old, new) if change.key[2] not in (*PUBLICATION, *LOOKS))
    if not cells:
        return None
    return Edit(after.number, new.slug, new.name, after.at, after.why, What.CHANGED, cells, after.is_import)
