"""Words that addresses use themselves, so that no slug may be one of them."""

ANSWERS = frozenset({"goal", "country", "age", "field", "must", "strict", "back", "matters"})
"""The keys of answers in a query string."""

WORDS_OF_ADDRESSES = ANSWERS | {
    "kind", "feature", "q", "sort", "show", "done", "then", "review", "results", "offline", "since", "revision",
    "goals", "about-you", "must-haves", "left",
}  # fmt: skip
"""Keys of query strings and steps of the questionnaire; a trait's slug is both."""

PLATFORM_PAGES = frozenset({"moving"})
"""What stands in the place of a platform's slug in an address."""
