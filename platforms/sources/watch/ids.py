"""What each platform is called in the data sets that we watch; `ids.toml` holds them."""

from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("ids.toml")


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document that Open Terms Archive records."""

    collection: str
    """Its repository: "contrib-versions"."""
    document: str
    """Its path there, without the ending: "LinkedIn/Privacy Policy"."""
    url: str
    """Where it is published."""


class Ids(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    deletion: str = ""
    """The name in jdm-contrib/jdm."""
    second_factor: str = ""
    """The domain in 2factorauth/twofactorauth."""
    terms: tuple[Terms, ...] = ()


@cache
def shipped() -> dict[str, Ids]:
    """Return the ids of all shipped platforms, by their slugs."""
    return msgspec.toml.decode(FILE.read_bytes(), type=dict[str, Ids])
