"""Try the matching on thousands of answers, and print who leads how often and whether that is fair."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from platforms.domain.fairness import audit as fairness
from platforms.domain.fairness.samples import SAMPLES, SEED
from platforms.storage import published


class Command(BaseCommand):
    help = "Audit the matching on the published catalogue; fails when a threshold is broken."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--samples", type=int, default=SAMPLES, help=f"answers tried ({SAMPLES})")
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *, samples: int, seed: int, **_options: Any) -> None:
        catalogue = published.current()
        if not catalogue.platforms:
            raise CommandError("No platform is published.")
        audit = fairness.audit(catalogue=catalogue, samples=samples, seed=seed)
        self.stdout.write(f"{audit.samples} answers, seed {audit.seed}\n")
        self.stdout.write(f"{'platform':24} {'leads':>7} {'top 3':>7} {'rank':>6} {'known':>6}  reached by")
        for standing in audit.standings:
            how = standing.reached.query if standing.reached else "nothing tried"
            self.stdout.write(
                f"{standing.platform.name:24} {float(standing.leads):7.1%} {float(standing.first_three):7.1%} "
                f"{standing.average_rank:6.1f} {float(standing.known):6.0%}  {how}"
            )
        for title, influences in (("goals", audit.goals), ("wishes", audit.traits), ("must-haves", audit.musts)):
            idle = [influence.key for influence in influences if influence.given and not influence.altered]
            self.stdout.write(f"{title} that never changed the first tier: {', '.join(idle) or 'none'}")
        self.stdout.write(f"known share and average rank correlate at {audit.correlation:.2f}")
        if audit.failures:
            raise CommandError("Not fair enough: " + "; ".join(audit.failures))
        self.stdout.write("All thresholds hold.")
