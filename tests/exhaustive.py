"""How much the tests try: enough for every run, or with EXHAUSTIVE=1 all that `.ci/exhaustive` asks for."""

import os

EXHAUSTIVE = os.environ.get("EXHAUSTIVE") == "1"

EXAMPLES = 2000 if EXHAUSTIVE else 100
"""Examples that Hypothesis makes up for each property."""
