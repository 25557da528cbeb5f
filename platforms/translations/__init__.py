"""Translations of the interface and of the catalogue."""
