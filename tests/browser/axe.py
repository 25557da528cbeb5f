"""What axe-core finds on a page."""

from axe_playwright_python.sync_playwright import Axe

ONLY_WHAT_IS_WRONG = {"resultTypes": ["violations"]}
"""Naming everything that is well takes axe a third of its time."""

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]} | ONLY_WHAT_IS_WRONG

RULES_AND_MORE_CONTRAST = RULES | {"rules": {"color-contrast-enhanced": {"enabled": True}}}
"""Seven to one, and 4.5 to one for large text. What the first rule of contrast finds, the second leaves to it."""

CONTRAST = {
    "runOnly": ["color-contrast", "color-contrast-enhanced"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
} | ONLY_WHAT_IS_WRONG


def violations(page, rules):
    """What axe finds: rule and element."""
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]
