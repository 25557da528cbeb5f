"""One trait, feature or goal on all platforms, edited on one page."""
