"""The forms of a platform's sheet. Each takes and returns a part of the document; none stores anything."""
