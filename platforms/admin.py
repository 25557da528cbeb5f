"""Registers the desk's pages with Django's admin, which looks for them here."""

from platforms.desk import corrections, guides, proposals, scales
from platforms.desk.access import accounts
from platforms.desk.cells import admin as cells
from platforms.desk.changes import admin as changes
from platforms.desk.platform import admin as platform
from platforms.desk.sources import admin as sources

__all__ = ["accounts", "cells", "changes", "corrections", "guides", "platform", "proposals", "scales", "sources"]
