"""Registers the desk's pages with Django's admin, which looks for them here."""

from platforms.desk import accounts, catalogue, corrections, guides

__all__ = ["accounts", "catalogue", "corrections", "guides"]
