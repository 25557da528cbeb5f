"""The product's settings with one migration more, which fails after it has changed something."""

from compare_site.settings import *  # noqa: F403

MIGRATION_MODULES = {"platforms": "tests.upgrades.breaking_migrations"}
