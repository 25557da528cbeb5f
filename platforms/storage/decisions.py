"""Decide a proposal of `watch`: what an editor chose is saved as any edit is, with its entry in the history."""

from urllib.parse import urlsplit

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from platforms.domain.catalogue.cells import key_parts
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import PlatformPart, SupportPart
from platforms.domain.vocabulary import Value
from platforms.models import Proposal, ProposalState, Source
from platforms.storage import history
from platforms.storage.document.stored import stored_platform
from platforms.storage.document.write import Refused

CELLS = ("ratings", "support", "facts")


@transaction.atomic
def decide(proposal: Proposal, *, by) -> None:
    """Save the state that was chosen; take the value over, or count the cell as checked today.

    Raise Refused when the cell can't be changed that way.
    """
    part = stored_platform(proposal.platform_id)
    if proposal.state == ProposalState.STILL_TRUE:
        history.save(_checked(part, proposal.cell), base=part, by=by, note=str(_("Checked, still true")))
    elif proposal.state == ProposalState.TAKEN and proposal.value:
        taken, sources = _taken(part, proposal)
        history.save(taken, base=part, sources=sources, by=by, note=str(_("Taken over from what changed elsewhere")))
    proposal.decided_by = by if proposal.state != ProposalState.OPEN else None
    proposal.decided_at = timezone.now() if proposal.state != ProposalState.OPEN else None
    proposal.save()


def _checked(part: PlatformPart, key: str) -> PlatformPart:
    """Return the platform with a cell that was checked today."""
    today = timezone.now().date()
    field, name = key_parts(key)
    if field == "audience" and (cell := getattr(part.audience, name, None)):
        audience = msgspec.structs.replace(part.audience, **{name: msgspec.structs.replace(cell, checked_on=today)})
        return msgspec.structs.replace(part, audience=audience)
    for cells in (field,) if field else CELLS:
        held = getattr(part, cells)
        if cell := held.get(name):
            return msgspec.structs.replace(
                part, **{cells: {**held, name: msgspec.structs.replace(cell, checked_on=today)}}
            )
    raise Refused(_("This cell is unknown now."))


def _taken(part: PlatformPart, proposal: Proposal) -> tuple[PlatformPart, dict[str, SourcePart]]:
    """Return the platform with the proposed value, and the page where it was seen if that is a new source."""
    known = Source.objects.filter(url=proposal.source_url).values_list("slug", flat=True).first()
    slug = known or f"{part.slug}-{proposal.adapter}-{proposal.seen_on:%Y-%m-%d}"
    host = (urlsplit(proposal.source_url).hostname or "").removeprefix("www.")
    is_official = host == (urlsplit(part.website).hostname or "").removeprefix("www.")
    page = SourcePart(proposal.source_url, proposal.words[:200] or host, host, is_official, proposal.seen_on)
    before = part.support.get(proposal.cell)
    cell = SupportPart(Value(proposal.value), before.note if before else "", (slug,), timezone.now().date())
    taken = msgspec.structs.replace(part, support={**part.support, proposal.cell: cell})
    return taken, {} if known else {slug: page}
