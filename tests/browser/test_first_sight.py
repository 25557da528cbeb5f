"""A German or Spanish page speaks that language at first sight: nothing visible before a tap is English.

Left are names, and the summaries, tips and notes of platforms, which the catalogue has still to translate.
"""

import pytest

PAGES = [
    "/",
    "/platforms/",
    "/platforms/?q=linkedin",
    "/platforms/linkedin/",
    "/compare/",
    "/compare/facebook/linkedin/",
    "/compare/facebook/instagram/linkedin/meetup/?show=all",
    "/fit/",
    "/fit/visibility/?goal=career",
    "/fit/must-haves/?goal=career",
    "/fit/results/?goal=career&goal=meet-in-person&visibility=2&country=DE",
    "/guide/",
    "/method/",
    "/about/",
    "/nowhere/",
]
MEASURE = """() => [...document.querySelectorAll('main [lang=en], footer [lang=en], header [lang=en]')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 2)
  .filter(e => !e.closest('.summary, .tips, .reason, .notes, .sources, .publishers, .languages, .card, #found'))
  .map(e => e.textContent.trim().slice(0, 60))"""
NAMES = {"Meta", "Microsoft", "Operator"}


@pytest.mark.parametrize("language", ["/de", "/es"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_at_rest_is_english(look_at, language, path):
    page = look_at(f"{language}{path}", expect_status=404 if path == "/nowhere/" else 200)

    shown = page.evaluate(MEASURE)
    facts = page.locator(".strip [lang=en], .values [lang=en]").all_inner_texts()  # names of firms and places
    assert [text for text in shown if text not in facts] == []
