"""Accounts of editors: their roles, sign-in and second factor."""
