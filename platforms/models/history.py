"""A platform with its cells changes as a whole: one entry, what differs, and the way back."""

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from platforms.domain.document import Document, PlatformPart
from platforms.domain.edits import Rebase, differences, rebase
from platforms.domain.merging import ABSENT, Change
from platforms.models.platforms import Platform
from platforms.models.revision import lock
from platforms.models.sources import Source
from platforms.models.storing import Refused, store, stored_platform
from platforms.models.traits import Feature, Trait


class Outdated(Exception):
    """Somebody else saved since the editor opened the page; `rebase` says what."""

    def __init__(self, found: Rebase):
        super().__init__(f"{len(found.theirs)} keys changed since")
        self.rebase = found


def add_document(sender, instance, history_instance, **_signal) -> None:
    """Complete an entry that is about to be stored; deleting a platform leaves its last one without a document."""
    if isinstance(instance, Platform) and history_instance.history_type != "-":
        history_instance.document = msgspec.to_builtins(stored_platform(instance.pk))


def document_of(entry) -> PlatformPart | None:
    return msgspec.convert(entry.document, PlatformPart) if entry.document else None


@transaction.atomic
def save(
    part: PlatformPart, *, base: PlatformPart | None, sources: dict | None = None, by=None, note: str = ""
) -> tuple[Change, ...]:
    """Write what an editor made of `base`, with new sources (slug to SourcePart); what changed.

    Raises Outdated when `base` is no longer what is stored, Refused when a public platform lost what it needs.
    """
    lock()
    row = Platform.objects.filter(slug=part.slug).first()
    current = stored_platform(row.pk) if row else None
    if base is None and current:
        raise Refused(_("There is a platform “%(slug)s” already.") % {"slug": part.slug})
    if base is not None and current is None:
        raise Refused(_("The platform was deleted meanwhile. Your input is still on this page."))
    if base and current and (found := rebase(base=base, current=current, mine=part)).theirs:
        raise Outdated(found)
    changes = differences(current, part)
    added = sources or {}
    keys = [*changes, *(Change(("sources", slug), ABSENT, source) for slug, source in added.items())]
    if keys:
        store(Document(platforms=(part,), sources=added), keys, by=by, note=note)
    return changes


@transaction.atomic
def revert(entry, *, by=None, note: str = "") -> tuple[tuple[Change, ...], list[str]]:
    """Make a platform what it was at `entry`, which is a change like any other, and what could not come back.

    Whether it is public stays as it is. Traits, features and sources that were deleted since are left out.
    """
    lock()
    wanted = document_of(entry)
    current = stored_platform(entry.id)
    if wanted is None:
        raise Refused(_("This entry holds no document."))
    wanted, lost = _possible(wanted)
    wanted = msgspec.structs.replace(
        wanted, slug=current.slug, published=current.published, withdrawn=current.withdrawn
    )
    changes = differences(current, wanted)
    if changes:
        store(Document(platforms=(wanted,)), changes, by=by, note=note)
    return changes, lost


def _possible(part: PlatformPart) -> tuple[PlatformPart, list[str]]:
    """The part without what is no longer there to refer to, and the names of that."""
    traits = set(Trait.objects.values_list("slug", flat=True))
    features = set(Feature.objects.values_list("slug", flat=True))
    sources = set(Source.objects.values_list("slug", flat=True))
    lost = [slug for slug in part.ratings if slug not in traits]
    lost += [slug for slug in part.support if slug not in features]
    lost += sorted({slug for _key, slugs in part.cited() for slug in slugs} - sources)

    def cited(cell):
        return msgspec.structs.replace(cell, sources=tuple(slug for slug in cell.sources if slug in sources))

    kept = msgspec.structs.replace(
        part,
        facts={key: cited(cell) for key, cell in part.facts.items()},
        ratings={key: cited(cell) for key, cell in part.ratings.items() if key in traits},
        support={key: cited(cell) for key, cell in part.support.items() if key in features},
        figures=tuple(cited(cell) for cell in part.figures),
        tips=tuple(cited(cell) for cell in part.tips),
    )
    return kept, lost
