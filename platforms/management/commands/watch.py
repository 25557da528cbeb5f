"""Notice what may have changed: terms, cited pages, ways to delete an account, second factors."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from platforms.domain.catalogue.values import Catalogue
from platforms.sources.ask import Patience
from platforms.sources.guarded import GuardedTransport
from platforms.sources.watch import deletion, pages, second_factor, terms
from platforms.sources.watch.answers import Memory
from platforms.sources.watch.ids import shipped
from platforms.sources.watch.proposal import Proposal, Watch
from platforms.sources.watch.reader import Reader
from platforms.storage import published
from platforms.storage.proposals import memory, store

ADAPTERS = {"terms": terms, "sources": pages, "deletion": deletion, "second-factor": second_factor}


class Command(BaseCommand):
    help = "Ask other data sets and the cited pages what changed, and put proposals into the editors' queue."
    transport = GuardedTransport
    patience = Patience()

    def add_arguments(self, parser) -> None:
        parser.add_argument("adapters", nargs="*", metavar="|".join(ADAPTERS), help="what to watch (all)")
        parser.add_argument("--platform", metavar="SLUG", help="look at one platform only")
        parser.add_argument("--dry-run", action="store_true", help="ask and print, but store nothing")

    def handle(self, *, adapters: list[str], platform: str | None, dry_run: bool, **_options: Any) -> None:
        if unknown := set(adapters) - ADAPTERS.keys():
            raise CommandError(f"{', '.join(sorted(unknown))}: there are {', '.join(ADAPTERS)}.")
        catalogue = published.current()
        if platform and platform not in catalogue.platform_by_slug:
            raise CommandError(f"There is no platform {platform}.")
        slugs = [platform] if platform else list(catalogue.platform_by_slug)
        found, reader = asyncio.run(self._watch(catalogue, slugs, adapters or list(ADAPTERS), memory()))
        if reader.failures and not reader.answered:
            raise CommandError("No network: nothing could be read, and nothing was changed.")
        new = 0 if dry_run else store(found, reader.memory)
        self._print(found, reader, dry_run)
        self.stdout.write(f"{len(found)} proposals, {new} of them new; {len(reader.failures)} addresses not read.")

    async def _watch(
        self, catalogue: Catalogue, slugs: list[str], adapters: list[str], known: dict[str, Memory]
    ) -> tuple[list[Proposal], Reader]:
        reader = Reader(memory=known, patience=self.patience, transport=self.transport())
        found: list[Proposal] = []
        platforms = [catalogue.platform_by_slug[slug] for slug in slugs]
        try:
            for name in adapters:
                # `disable=None` shows the bar only on a terminal.
                bar = tqdm(platforms, desc=name, unit="platform", leave=False, disable=None)
                watch = Watch(catalogue, bar, shipped(), reader, timezone.now().date())
                found += [proposal async for proposal in ADAPTERS[name].proposals(watch)]
        finally:
            await reader.aclose()
        return found, reader

    def _print(self, found: list[Proposal], reader: Reader, dry_run: bool) -> None:
        for each in found if dry_run else ():
            words = each.words.replace("\n", " / ")[:160]
            self.stdout.write(f"{each.adapter}  {each.platform}: {each.cell}  {each.value}  {each.source}  {words}")
        for url, error in reader.failures:
            self.stderr.write(f"not read: {url} {error}")
