"""Sources at the desk: their pages, their search, and the field that cites one in a cell."""
