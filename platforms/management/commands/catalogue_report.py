"""Print how complete the catalogue is, what doesn't differ, and what asks for an editor's eye."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from platforms.domain.catalogue.findings import Findings, findings
from platforms.domain.catalogue.report import Report, Tally, report
from platforms.models import Platform
from platforms.models.revision import current_token
from platforms.storage.building import build

FIRST = 10
"""How many findings of a kind are shown unless all are asked for."""

COLUMNS = ("cells", "known", "cited", "official", "fresh", "unknown", "wide", "undated", "median_age")


class Command(BaseCommand):
    help = "Count known, cited and fresh cells of all platforms, and name pairs and features that tell nothing apart."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--published", action="store_true", help="only what the public sees, no drafts")
        parser.add_argument("--all", action="store_true", help="every finding, not the first ten of a kind")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, **options: Any) -> None:
        platforms = Platform.objects.published() if options["published"] else Platform.objects.all()
        catalogue = build(platforms, revision=current_token())
        counted = report(catalogue=catalogue, today=timezone.now().date())
        found = findings(catalogue=catalogue, today=timezone.now().date())
        if options["json"]:
            self.stdout.write(_as_json(counted, found))
        else:
            self.stdout.write(
                "\n".join([*_as_text(counted), "", *_findings_as_text(found, most=None if options["all"] else FIRST)])
            )


def _counts(tally: Tally) -> dict[str, int | None]:
    return asdict(tally) | {"unknown": tally.unknown, "undated": tally.undated}


def _as_json(counted: Report, found: Findings) -> str:
    return json.dumps(
        {
            "total": _counts(counted.total),
            "platforms": {line.platform.slug: _counts(line.tally) for line in counted.lines},
            "doubles": [[one.slug, other.slug] for one, other in counted.doubles],
            "agreements": {agreement.feature.slug: agreement.value for agreement in counted.agreements},
            "sources_by_year": {str(year or "undated"): count for year, count in found.years},
            "old_sources": found.old,
            "official_hosts": {host.name: [host.official, host.sources] for host in found.hosts},
            "silent": [note.place for note in found.silent],
            "long_notes": [note.place for note in found.long],
            "uneven": [[one.place, other.place] for one, other in found.uneven],
        },
        indent=2,
    )


def _as_text(counted: Report) -> Iterator[str]:
    rows = [(line.platform.slug, _counts(line.tally)) for line in counted.lines] + [("all", _counts(counted.total))]
    first = max(len("platform"), *(len(name) for name, _ in rows))
    headings = [column.replace("_", " ") for column in COLUMNS]
    yield "  ".join(["platform".ljust(first), *headings])
    for name, counts in rows:
        shown = ["-" if counts[column] is None else str(counts[column]) for column in COLUMNS]
        yield "  ".join([name.ljust(first), *(s.rjust(len(h)) for s, h in zip(shown, headings, strict=True))])
    yield ""
    yield "wide: ranges of more than two levels. undated: cited, but no source shows a date. median age: in days."
    doubles = ", ".join(f"{one.slug} = {other.slug}" for one, other in counted.doubles)
    yield f"Platforms that differ in nothing: {doubles or 'none'}."
    agreed = ", ".join(f"{agreement.feature.slug} ({agreement.value})" for agreement in counted.agreements)
    yield f"Features on which all agree: {agreed or 'none'}."


def _findings_as_text(found: Findings, most: int | None) -> Iterator[str]:
    years = ", ".join(f"{year or 'undated'} {count}" for year, count in found.years)
    yield f"Sources by year: {years or 'none'}."
    share = f" ({100 * found.old / found.dated:.0f} % of the dated)" if found.dated else ""
    yield f"Sources older than two years: {found.old}{share}."
    hosts = [f"{host.name} ({host.official} of {host.sources})" for host in found.hosts]
    yield from _listed("Official sources by host", hosts, most)
    silent = [f"{note.place}: {note.text}" for note in found.silent]
    yield from _listed("“No” from silence, without the operator's own recent list", silent, most)
    long = [f"{note.place}: {len(note.text.split())} words" for note in found.long]
    yield from _listed("Notes over 25 words", long, most)
    uneven = [f"{one.place} ({one.value}) and {other.place} ({other.value}): {one.text}" for one, other in found.uneven]
    yield from _listed("Notes of one kind with different values", uneven, most)


def _listed(title: str, lines: list[str], most: int | None) -> Iterator[str]:
    yield f"{title}: {len(lines) or 'none'}."
    yield from (f"  {line}" for line in lines[:most])
    if most is not None and len(lines) > most:
        yield f"  … and {len(lines) - most} more (--all)"
