"""Write what changed in a document into storage: scales first, then platforms, then what is to go."""

from collections.abc import Iterable

from platforms.domain.document.merging import ABSENT, Change, Key
from platforms.domain.document.parts import Document
from platforms.domain.document.platform_part import PlatformPart
from platforms.models import Feature, Goal, Group, Guide, Platform, Source, Trait, Translation
from platforms.models.platforms import credit
from platforms.storage.document.cells import CellWriter
from platforms.storage.document.scales import write_scales
from platforms.storage.publication import NotPublishable, publish, withdraw

REMOVABLE = {
    "traits": Trait,
    "features": Feature,
    "groups": Group,
    "goals": Goal,
    "sources": Source,
    "guides": Guide,
    "translations": Translation,
}


class Refused(Exception):
    """The document can't be stored as it is; the text gives the reason."""


def write(document: Document, changes: Iterable[Change], *, by=None, note: str = "") -> None:
    """Write the changed keys of a document, with one history entry a changed platform. Call it in a transaction.

    Raise Refused when a platform that is to be public can't be published.
    """
    changed = {change.key for change in changes}
    write_scales(document, {key[:2] for key in changed})
    writer = CellWriter.with_stored_keys()
    written = []
    for part in document.platforms:
        if keys := {key[2:] for key in changed if key[:2] == ("platforms", part.slug)}:
            written.append((_write_platform(part, keys, writer), part, keys))
    for change in changes:
        if change.new is ABSENT and change.key[0] in REMOVABLE:
            REMOVABLE[change.key[0]]._default_manager.filter(slug=change.key[1]).delete()
    for platform, part, keys in written:
        if keys & {("published",), ("withdrawn",)} or platform.is_published:
            _publish(platform, part)
        del platform.skip_history_when_saving  # type: ignore[attr-defined]
        platform.refresh_from_db()
        credit(platform, by=by, note=note)
        platform.save()


def _write_platform(part: PlatformPart, keys: set[Key], writer: CellWriter) -> Platform:
    platform = Platform.objects.filter(slug=part.slug).first() or Platform(slug=part.slug)
    platform.name, platform.kind, platform.tagline = part.name, part.kind, part.tagline
    platform.summary, platform.website = part.summary, part.website
    platform.glyph, platform.monogram = part.glyph, part.monogram
    platform.skip_history_when_saving = True  # type: ignore[attr-defined]  # the entry needs the cells
    platform.save()
    writer.write(platform, part, keys)
    return platform


def _publish(platform: Platform, part: PlatformPart) -> None:
    try:
        if part.published and (not platform.is_published or not part.withdrawn):
            publish(platform, by=platform.published_by)
    except NotPublishable as refusal:
        raise Refused(f"platforms/{part.slug}.toml: published: {' '.join(refusal.reasons)}") from refusal
    if part.withdrawn:
        withdraw(platform)
    if not part.published and platform.published_at:
        Platform.objects.filter(pk=platform.pk).update(published_at=None, withdrawn_at=None)
