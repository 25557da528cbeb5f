"""Ask the page of every source whether it still answers, and record the day when it does."""

import argparse
import asyncio
import datetime
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import F, Q
from django.utils import timezone
from tqdm import tqdm

from platforms.models import Source
from platforms.sources.ask import Patience, ask_all
from platforms.sources.guarded import GuardedTransport
from platforms.sources.outcomes import Answer, Outcome


def _at_least(least: int):
    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text} is not a whole number of at least {least}")
        return int(text)

    return number


class Command(BaseCommand):
    help = "Ask sources whether they still answer: those first that were never reached or not for the longest time."
    transport = GuardedTransport
    patience = Patience()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--limit", type=_at_least(1), metavar="N", help="ask at most so many")
        parser.add_argument(
            "--older-than", type=_at_least(0), metavar="DAYS", help="leave out those reached in the last DAYS days"
        )
        parser.add_argument("--concurrency", type=_at_least(1), default=8, help="requests at a time, one a host (8)")
        parser.add_argument("--dry-run", action="store_true", help="ask, but record nothing")

    def handle(
        self, *, limit: int | None, older_than: int | None, concurrency: int, dry_run: bool, **_options: Any
    ) -> None:
        today = timezone.now().date()
        pages = dict(_due(today, older_than).values_list("slug", "url")[:limit])
        answers: list[Answer] = []
        # `disable=None` shows the bar only on a terminal.
        with tqdm(total=len(pages), unit="source", leave=False, disable=None) as bar:

            def on_answer(answer: Answer) -> None:
                answers.append(answer)
                bar.update()

            asking = ask_all(
                pages, on_answer=on_answer, concurrency=concurrency, patience=self.patience, transport=self.transport()
            )
            try:
                asyncio.run(asking)
            except KeyboardInterrupt:
                self.stderr.write(f"Stopped after {len(answers)} of {len(pages)} sources; these count.")
        recorded = 0 if dry_run else _record(answers, today)
        self._print(answers)
        self.stdout.write(f"{len(answers)} sources asked, {recorded} recorded as reachable today.")

    def _print(self, answers: list[Answer]) -> None:
        for answer in sorted(answers, key=lambda answer: (answer.outcome, answer.slug)):
            if answer.outcome is not Outcome.REACHABLE:
                self.stdout.write(f"{answer.slug}  {answer.url}  {answer.outcome} ({answer.detail})")
        counted = Counter(answer.outcome for answer in answers)
        for outcome in Outcome:
            if counted[outcome]:
                self.stdout.write(f"{counted[outcome]:6}  {outcome}")


def _due(today: datetime.date, older_than: int | None):
    due = Source.objects.order_by(F("reachable_on").asc(nulls_first=True), "slug")
    if older_than is None:
        return due
    return due.filter(Q(reachable_on=None) | Q(reachable_on__lt=today - datetime.timedelta(days=older_than)))


def _record(answers: list[Answer], today: datetime.date) -> int:
    """Record the pages that answered and return their number, without those whose URL an editor changed meanwhile."""
    reached = {answer.slug: answer.url for answer in answers if answer.outcome is Outcome.REACHABLE}
    stored = Source.objects.filter(slug__in=reached).values_list("pk", "slug", "url")
    unchanged = [pk for pk, slug, url in stored if reached[slug] == url]
    return Source.objects.filter(pk__in=unchanged).update(reachable_on=today)
