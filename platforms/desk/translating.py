"""Translate the catalogue's texts: each beside its English, saved as one change; guides stay files."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from platforms.addresses import in_language
from platforms.desk.saving.proposing import save_or_propose
from platforms.domain.catalogue.translation import texts as texts_of
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.parts import TranslationPart
from platforms.domain.document.problems import Invalid
from platforms.domain.plain_text import plain
from platforms.models import Translation
from platforms.storage import published
from platforms.translations.catalogue import languages, translations, untranslated

LONGEST = 2000

PAGES = {"platforms": "profile", "features": "feature"}
"""The public page that shows a part; the others show in comparisons and in the questionnaire."""


@dataclass
class Line:
    """A text with its translation in one language."""

    slug: str
    key: str
    english: str
    text: str
    shipped: str
    older: str = ""
    """The translation of an older English text, where that is all there is."""
    older_english: str = ""
    theirs: str = ""
    """What somebody else saved meanwhile."""

    @property
    def state(self) -> str:
        if self.text:
            return ""
        return _("stale") if self.older else _("missing")


def index(site, request: HttpRequest) -> HttpResponse:
    """List the parts of the catalogue for each language, those first that lack most."""
    if not request.user.has_perm("platforms.view_translation"):
        raise PermissionDenied
    catalogue = published.current()
    gaps = Counter((gap.language, part_of(gap.key)) for gap in untranslated(catalogue))
    counts = Counter(part_of(key) for key, _english in _texts(catalogue))
    lists = []
    for language in languages():
        known = {**translations(language), **_edited(language)}
        lacking = Counter(part_of(key) for key, english in _texts(catalogue) if (key, english) not in known)
        parts = sorted(counts, key=lambda part: (-gaps[language, part], -lacking[part], part))
        rows = [(part, name_of(catalogue, part), counts[part], lacking[part]) for part in parts]
        lists.append((language, dict(settings.LANGUAGES)[language], rows))
    context = {**site.each_context(request), "title": _("Translations"), "lists": lists}
    return TemplateResponse(request, "admin/translations/index.html", context)


def part_page(site, request: HttpRequest, language: str, part: str) -> HttpResponse:
    """Show each text of a part beside its English; save what was typed as one change."""
    if not request.user.has_perm("platforms.change_translation"):
        raise PermissionDenied
    catalogue = published.current()
    lines = lines_of(catalogue, language, part) if language in languages() else []
    if not lines:
        raise Http404
    problems: list[str] = []
    if request.method == "POST":
        overtaken = _typed(request, lines)
        if overtaken:
            problems = [_("Somebody else saved meanwhile. Their text stands below yours. Saving again replaces it.")]
        else:
            title = f"{dict(settings.LANGUAGES)[language]}: {name_of(catalogue, part)}"
            try:
                return save_or_propose(request, lambda: _save(request, language, part, lines), title=title)
            except Invalid as refusal:
                problems = [str(problem) for problem in refusal.problems]
    kind, _dot, slug = part.partition(".")
    page = in_language(reverse(PAGES[kind], kwargs={"slug": slug}), language) if kind in PAGES else ""
    context = {
        **site.each_context(request),
        "title": _("%(name)s in %(language)s")
        % {"name": name_of(catalogue, part), "language": dict(settings.LANGUAGES)[language]},
        "language": language,
        "lines": lines,
        "problems": problems,
        "page": page,
        "may_publish": request.user.has_perm("platforms.publish_platform"),
        "is_direct": settings.DIRECT_PUBLISHING,
    }
    status = 409 if problems else 200
    return TemplateResponse(request, "admin/translations/part.html", context, status=status)


def lines_of(catalogue: Catalogue, language: str, part: str) -> list[Line]:
    """Return the texts of a part with what is known of each in a language."""
    texts = list(dict.fromkeys(text for text in _texts(catalogue) if part_of(text[0]) == part))
    edited, shipped = _edited(language), translations(language)
    older = {
        key: (english, text)
        for (key, english), text in {**shipped, **edited}.items()
        if part_of(key) == part and (key, english) not in texts
    }
    lines = []
    for key, english in texts:
        slug = TranslationPart(language, key, english, "-").slug
        text = edited.get((key, english), "") or shipped.get((key, english), "")
        older_english, older_text = older.get(key, ("", "")) if not text else ("", "")
        lines.append(Line(slug, key, english, text, shipped.get((key, english), ""), older_text, older_english))
    return lines


def part_of(key: str) -> str:
    """Return the part that a key is of: traits.focus."""
    return ".".join(key.split(".")[:2])


def name_of(catalogue: Catalogue, part: str) -> str:
    """Return what editors call a part."""
    kind, _dot, slug = part.partition(".")
    found: Any = next((one for one in getattr(catalogue, kind) if one.slug == slug), None)
    return getattr(found, "name", None) or getattr(found, "wording", None) or part


def _texts(catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(key, english) for key, english in texts_of(catalogue) if not key.startswith("guides.")]


def _edited(language: str) -> dict[tuple[str, str], str]:
    rows = Translation.objects.filter(language=language).values_list("key", "english", "text")
    return {(key, english): text for key, english, text in rows}


def _typed(request: HttpRequest, lines: list[Line]) -> bool:
    """Take over what was typed; tell whether somebody else saved one of these texts since the page was opened."""
    overtaken = False
    for line in lines:
        typed = plain(request.POST.get(line.slug, line.text).replace("\r\n", "\n")).strip()[:LONGEST]
        seen = request.POST.get(f"seen-{line.slug}", line.text).replace("\r\n", "\n")
        if line.text not in (seen, typed) and typed != seen:
            line.theirs, overtaken = line.text, True
        if typed != seen or overtaken:
            line.text = typed
    return overtaken


def _save(request: HttpRequest, language: str, part: str, lines: list[Line]) -> HttpResponse:
    """Store what differs from the shipped translations; forget those of texts that are gone."""
    stored = {row.slug: row for row in Translation.objects.filter(language=language, key__startswith=f"{part}.")}
    changed = 0
    for line in lines:
        row = stored.pop(line.slug, None)
        if not line.text or line.text == line.shipped:
            changed += bool(row and row.delete())
        elif row is None or row.text != line.text:
            fields = {"language": language, "key": line.key, "english": line.english, "text": line.text}
            Translation.objects.update_or_create(slug=line.slug, defaults=fields)
            changed += 1
    for row in stored.values():
        row.delete()
    if changed:
        messages.success(request, _("Saved, and public."))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(request.path)
