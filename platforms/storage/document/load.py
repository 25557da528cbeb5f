"""Load the shipped document into storage, keeping editors' changes."""

import msgspec
from django.db import transaction
from django.utils import timezone

from platforms.domain.document.checks import check
from platforms.domain.document.merging import Merge, completed, merge
from platforms.domain.document.parts import Document
from platforms.domain.document.problems import Invalid
from platforms.models import Shipped
from platforms.models.revision import lock
from platforms.storage.document.stored import stored
from platforms.storage.document.write import write

LOADED = "Loaded from the catalogue's files"
"""The reason of the entries that loading writes: never translated, since it tells them from editors' changes."""


def load(
    document: Document, *, overwrite: bool = False, dry_run: bool = False, of_release: bool = False, by=None
) -> Merge:
    """Load a document into storage, all or nothing, and return what changed. Keep editors' changes unless `overwrite`.

    `of_release` says that it is a release's own, so that the next release's may be merged. An earlier release's
    document leaves what it is silent about as it is.
    Raise Refused when a platform that is to be public can't be published, Invalid when what editors keep and what is
    loaded break a rule together.
    """
    with transaction.atomic():
        lock()
        shipped = Shipped.objects.first()
        base = msgspec.convert(shipped.document, Document) if shipped else Document()
        mine = stored()
        merged = merge(base=base, mine=mine, theirs=completed(document, mine), overwrite=overwrite)
        today = timezone.now().date()
        before = check(mine, today=today)
        if problems := [problem for problem in check(merged.document, today=today) if problem not in before]:
            raise Invalid(problems)
        if dry_run:
            return merged
        if merged.changes:
            write(merged.document, merged.changes, by=by, note=LOADED)
        shipped_now = completed(document, base)
        if shipped is None or base != shipped_now or shipped.of_release != of_release:
            fields = {"document": msgspec.to_builtins(shipped_now), "of_release": of_release}
            Shipped.objects.update_or_create(pk=1, defaults=fields)
        return merged


def is_new(document: Document) -> bool:
    """Tell whether a release's document differs from what was loaded last, where that was a release's too."""
    shipped = Shipped.objects.filter(of_release=True).first()
    if shipped is None:
        return False
    base = msgspec.convert(shipped.document, Document)
    return completed(document, base) != base
