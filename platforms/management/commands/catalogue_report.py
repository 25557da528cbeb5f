"""Print how complete the catalogue is, and which platforms or features don't differ."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from platforms.domain.catalogue.report import Report, Tally, report
from platforms.models import Platform
from platforms.models.revision import current_token
from platforms.storage.building import build

COLUMNS = ("cells", "known", "cited", "official", "fresh", "unknown", "wide", "undated", "median_age")


class Command(BaseCommand):
    help = "Count known, cited and fresh cells of all platforms, and name pairs and features that tell nothing apart."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--published", action="store_true", help="only what the public sees, no drafts")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, **options: Any) -> None:
        platforms = Platform.objects.published() if options["published"] else Platform.objects.all()
        catalogue = build(platforms, revision=current_token())
        counted = report(catalogue=catalogue, today=timezone.now().date())
        self.stdout.write(_as_json(counted) if options["json"] else "\n".join(_as_text(counted)))


def _counts(tally: Tally) -> dict[str, int | None]:
    return asdict(tally) | {"unknown": tally.unknown, "undated": tally.undated}


def _as_json(counted: Report) -> str:
    return json.dumps(
        {
            "total": _counts(counted.total),
            "platforms": {line.platform.slug: _counts(line.tally) for line in counted.lines},
            "doubles": [[one.slug, other.slug] for one, other in counted.doubles],
            "agreements": {agreement.feature.slug: agreement.value for agreement in counted.agreements},
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
