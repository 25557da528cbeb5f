"""What a task may take, and what it took: taps and screens, counted the same way in each browser (tasks.toml)."""

import tomllib
from math import ceil

from tests.conftest import ROOT

TASKS = {
    task["key"]: task for task in tomllib.loads((ROOT / "tests" / "browser" / "tasks.toml").read_text("utf-8"))["tasks"]
}
SCREEN = 800 - 56  # above the bar


class Effort:
    """Counts taps, and screens seen: the first of each page, and each further one down to what is looked for."""

    def __init__(self):
        self.taps, self.screens, self.seen = 0, 1, SCREEN

    def look_down_to(self, bottom):
        """Scroll until this many pixels of the page were seen."""
        further = max(0, ceil((bottom - self.seen) / SCREEN))
        self.screens += further
        self.seen += further * SCREEN

    def arrive(self, top=0):
        """Reach another page, or a place further down on it."""
        self.screens, self.seen = self.screens + 1, top + SCREEN

    def check(self, key):
        """Compare with what the task may take."""
        most = TASKS[key]
        assert self.taps <= most["taps"], f"{self.taps} taps"
        assert self.screens <= most["screens"], f"{self.screens} screens"
