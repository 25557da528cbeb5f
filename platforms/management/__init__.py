"""Commands of manage.py, and what they do on this machine."""
