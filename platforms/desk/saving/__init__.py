"""Saving at the desk: by the rules, public at once or proposed; changes that wait; input that is given back."""
