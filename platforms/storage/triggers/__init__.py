"""Database triggers that give every change of the catalogue a new revision."""
