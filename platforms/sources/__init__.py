"""Asks the pages that the catalogue cites whether they still answer."""
