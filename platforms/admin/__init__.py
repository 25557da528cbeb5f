"""The editors' desk: what needs doing, one page for a platform, and every model, searchable."""

from platforms.admin import accounts, catalogue, desk, guides

__all__ = ["accounts", "catalogue", "desk", "guides"]
