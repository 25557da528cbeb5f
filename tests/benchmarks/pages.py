"""The pages that are measured."""

from collections.abc import Sequence
from urllib.parse import urlencode

ANSWERS = [
    ("goal", "career"), ("goal", "communities"), ("goal", "learn-field"), ("goal", "meet-in-person"),
    ("goal", "share-creative"), ("effort", "2"), ("focus", "2"), ("identity", "2"), ("setting", "2"),
    ("structure", "2"), ("visibility", "2"), ("must", "pseudonym-allowed"), ("matters", "career"),
]  # fmt: skip


def pages_of(slugs: Sequence[str]) -> dict[str, str]:
    """Name to address, for a catalogue with these platforms, at least four."""
    some = [slugs[len(slugs) * n // 5] for n in range(1, 5)]
    return {
        "home": "/",
        "browse": "/platforms/",
        "profile": f"/platforms/{some[0]}/",
        "compare 2": f"/compare/{some[0]}/{some[1]}/",
        "compare 4": f"/compare/{'/'.join(some)}/",
        "question": "/fit/visibility/?goal=career",
        "results": f"/fit/results/?{urlencode(ANSWERS)}",
    }
