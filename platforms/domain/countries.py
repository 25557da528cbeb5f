"""The countries of the world, by their codes of ISO 3166."""

from babel import Locale

NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
"""What CLDR names beside the countries: unions, parts of countries, and codes for tests."""

CODES = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2) - NOT_COUNTRIES
