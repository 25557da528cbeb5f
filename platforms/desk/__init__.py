"""The desk: Django's admin with our own site, sign-in and pages for editors."""
