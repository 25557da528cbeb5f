"""Save a platform with all its cells, or revert it to an entry of its history: one transaction, one new entry."""

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from platforms.domain.document.edits import Rebase, differences, rebase
from platforms.domain.document.merging import ABSENT, Change
from platforms.domain.document.parts import Document
from platforms.domain.document.platform_part import AudiencePart, PlatformPart
from platforms.models import Feature, Goal, Platform, Source, Trait
from platforms.models.revision import lock
from platforms.storage.document.stored import stored_platform
from platforms.storage.document.write import Refused, write
from platforms.storage.entries import document_of


class Outdated(Exception):
    """Somebody else saved after the editor opened the page; `rebase` holds both changes."""

    def __init__(self, rebase: Rebase):
        super().__init__(f"{len(rebase.theirs)} keys changed since")
        self.rebase = rebase


@transaction.atomic
def save(
    part: PlatformPart, *, base: PlatformPart | None, sources: dict | None = None, by=None, note: str = ""
) -> tuple[Change, ...]:
    """Write what an editor made of `base`, with new sources (slug to SourcePart), and return what changed.

    Raise Outdated when `base` is no longer what is stored, Refused when a public platform lost what it needs.
    """
    lock()
    row = Platform.objects.filter(slug=part.slug).first()
    current = stored_platform(row.pk) if row else None
    if base is None and current:
        raise Refused(_("There is a platform “%(slug)s” already.") % {"slug": part.slug})
    if base is not None and current is None:
        raise Refused(_("The platform was deleted meanwhile. Your input is still on this page."))
    if base and current and (rebased := rebase(base=base, current=current, mine=part)).theirs:
        raise Outdated(rebased)
    changes = differences(current, part)
    added = sources or {}
    keys = [*changes, *(Change(("sources", slug), ABSENT, source) for slug, source in added.items())]
    if keys:
        write(Document(platforms=(part,), sources=added), keys, by=by, note=note)
    return changes


@transaction.atomic
def revert(entry, *, by=None, note: str = "") -> tuple[tuple[Change, ...], list[str]]:
    """Make a platform what it was at `entry`; return what changed, and slugs of what could not come back.

    Whether it is public stays as it is, and so does what the entry is too old to speak of. Traits, features, goals and
    sources that were deleted since are left out.
    """
    lock()
    current = stored_platform(entry.id)
    wanted = document_of(entry, now=current)
    if wanted is None:
        raise Refused(_("This entry holds no document."))
    wanted, lost = _without_deleted(wanted)
    wanted = msgspec.structs.replace(
        wanted, slug=current.slug, published=current.published, withdrawn=current.withdrawn
    )
    changes = differences(current, wanted)
    if changes:
        write(Document(platforms=(wanted,)), changes, by=by, note=note)
    return changes, lost


def _without_deleted(part: PlatformPart) -> tuple[PlatformPart, list[str]]:
    """Return the part without traits, features, goals and sources that no longer exist, and the slugs of those."""
    traits = set(Trait.objects.values_list("slug", flat=True))
    features = set(Feature.objects.values_list("slug", flat=True))
    goals = set(Goal.objects.values_list("slug", flat=True))
    sources = set(Source.objects.values_list("slug", flat=True))
    lost = [slug for slug in part.ratings if slug not in traits]
    lost += [slug for slug in part.support if slug not in features]
    lost += [slug for slug in part.uses if slug not in goals]
    lost += sorted({slug for _key, slugs in part.cited() for slug in slugs} - sources)

    def cited(cell):
        return msgspec.structs.replace(cell, sources=tuple(slug for slug in cell.sources if slug in sources))

    remaining = msgspec.structs.replace(
        part,
        facts={key: cited(cell) for key, cell in part.facts.items()},
        ratings={key: cited(cell) for key, cell in part.ratings.items() if key in traits},
        support={key: cited(cell) for key, cell in part.support.items() if key in features},
        uses={key: cited(cell) for key, cell in part.uses.items() if key in goals},
        audience=AudiencePart(**{subject: cited(cell) for subject, cell in part.audience.items()}),
        figures=tuple(cited(cell) for cell in part.figures),
        tips=tuple(cited(cell) for cell in part.tips),
    )
    return remaining, lost
