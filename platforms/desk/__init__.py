"""The desk: Django's admin with its own site, sign-in and pages for editors."""
