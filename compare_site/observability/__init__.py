"""What the operator sees: a line for each request, metrics for Prometheus, errors in Sentry. Nothing about visitors.

A request is named by its route ("comparison"), never by its path or query string: these hold what somebody compares
and answers. No visitor's address is written anywhere.
"""
