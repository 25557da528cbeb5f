"""What changed in the catalogue, and what became of the corrections that readers sent: pages and Atom feeds."""

import datetime
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from platforms.addresses import site_url
from platforms.domain.catalogue.changes import Decision, Edit
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.opendata.catalogue import LICENCE
from platforms.domain.plain_text import plain
from platforms.sentences import decision_title, edit_title
from platforms.views.public import public

MOST_ON_A_PAGE = 50

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)

FEED_TEMPLATES = {"edit": "components/edit.html", "decision": "changes/decision.html"}


@public
def changes(request: HttpRequest, catalogue: Catalogue, slug: str = "") -> HttpResponse:
    """List changes, the newest first, of all platforms or of one; `?since=2026-10-01` leaves out what is older."""
    page = _path("changes", slug)
    name, edits, decisions = _about(catalogue, slug)
    asked = request.GET.get("since", "")
    since = day_of(asked)
    if since:
        edits = [edit for edit in edits if edit.at.date() >= since]
        decisions = [decision for decision in decisions if decision.at.date() >= since]
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit():
        edits = [edit for edit in edits if edit.number < int(before[:12])]
    context = {
        "catalogue": catalogue,
        "slug": slug,
        "name": name,
        "edits": edits[:MOST_ON_A_PAGE],
        "older": edits[MOST_ON_A_PAGE - 1].number if len(edits) > MOST_ON_A_PAGE else None,
        "decisions": decisions[:MOST_ON_A_PAGE],
        "since": since,
        "asked": asked[:20],
        "page": page,
        "canonical": page,
        "feed": _path("feed", slug),
        "is_part": bool(since or before),
    }
    return render(request, "changes/changes.html", context)


@public
def feed(request: HttpRequest, catalogue: Catalogue, slug: str = "") -> HttpResponse:
    """Serve the same as an Atom feed, without what came with a release or a document."""
    name, edits, decisions = _about(catalogue, slug)
    site = site_url(request)
    page = site + _path("changes", slug)
    title = gettext("Side by Side: what changed")
    atom = DatedFeed(
        since=max((edit.at for edit in catalogue.edits), default=LONG_AGO),
        title=plain(f"{title} · {name}" if name else title),
        link=page,
        description=gettext("What changed in the catalogue, from what to what, and why."),
        language=get_language(),
        author_name="Side by Side",
        author_link=f"{site}/",
        feed_url=site + _path("feed", slug),
        feed_guid=page,
        feed_copyright=LICENCE,
    )
    entries: list[Edit | Decision] = [*(edit for edit in edits if not edit.is_import), *decisions]
    for each in sorted(entries, key=lambda each: each.at, reverse=True)[:MOST_ON_A_PAGE]:
        kind = "edit" if isinstance(each, Edit) else "decision"
        title = edit_title(catalogue, each) if isinstance(each, Edit) else decision_title(catalogue, each)
        text = render_to_string(FEED_TEMPLATES[kind], {"catalogue": catalogue, kind: each, "site": site})
        anchor = f"{site}{reverse('changes')}#{kind}-{each.number}"
        # What was stored before such characters were refused would break the whole feed.
        title, content = plain(title), plain(text)
        atom.add_item(
            title=title, link=anchor, description=content, pubdate=each.at, updateddate=each.at, unique_id=anchor
        )
    response = HttpResponse(content_type=atom.content_type)
    atom.write(response, "utf-8")
    return response


class DatedFeed(Atom1Feed):
    """An Atom feed that is as old as the catalogue (`since`) while it is empty; Django's is then of this moment."""

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else self.feed["since"]


def _path(name: str, slug: str) -> str:
    """Return the path of the "changes" of a platform, or of all; or of their "feed"."""
    return reverse(f"{name}_of", kwargs={"slug": slug}) if slug else reverse(name)


def day_of(text: str) -> datetime.date | None:
    """Read a day as an address writes it, 2026-10-01; return None for anything else."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _about(catalogue: Catalogue, slug: str) -> tuple[str, Sequence[Edit], Sequence[Decision]]:
    """Return a platform's name, its edits and decisions. Raise Http404 when it was never public."""
    if not slug:
        return "", catalogue.news, catalogue.decisions
    edits = [edit for edit in catalogue.edits if edit.slug == slug]
    known = catalogue.platform_by_slug.get(slug) or catalogue.withdrawn_by_slug.get(slug)
    if not known and not edits:
        raise Http404
    return known.name if known else edits[0].name, edits, [d for d in catalogue.decisions if d.slug == slug]
