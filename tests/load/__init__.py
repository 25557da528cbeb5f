"""Load: visitors on public pages while others sign in, import and edit, and the database goes away."""
