"""Types of single values of the catalogue document, as msgspec checks them."""

from typing import Annotated

import msgspec
from msgspec import Meta

VERSION = 1


Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=80)]


Line = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^\S.*\Z")]


ShortLine = Annotated[str, Meta(max_length=40)]


Synonyms = tuple[Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^\S.*\Z")], ...]
"""What else people call something when they search, each a word or a few."""


Sentence = Annotated[str, Meta(max_length=400)]


LevelNumber = Annotated[int, Meta(ge=0, le=4)]


Weight = Annotated[int, Meta(ge=1, le=3)]


CountryCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z")]
"""Of ISO 3166, two letters."""


Age = Annotated[int, Meta(ge=0, le=99)]


Url = Annotated[str, Meta(pattern=r"^https?://[^\s/]+(/\S*)?\Z", max_length=500)]


Order = Annotated[int, Meta(ge=0, le=32767)]


class Part(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every part of the document."""
