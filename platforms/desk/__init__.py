"""The desk as a site: signing in, its start page. What it edits is in `admin`.

A package of its own, since Django makes the site while it imports `admin`.
"""
