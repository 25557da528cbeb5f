"""Cells as lists and spreadsheets, across platforms."""
