"""Adapters that notice what may have changed: each reads a data set and yields proposals; none edits anything."""
