"""Registers the desk's pages with Django's admin, which looks for them here."""

from platforms.desk import corrections, goals, guides, sources, traits
from platforms.desk.accounts import admin as accounts
from platforms.desk.cells import admin as cells
from platforms.desk.platform import admin as platform

__all__ = ["accounts", "cells", "corrections", "goals", "guides", "platform", "sources", "traits"]
