"""What a change does to the matching, shown before it is public."""
