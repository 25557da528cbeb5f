"""How dates are written in each language: a day in full, a day in short, a month."""
