"""What an address answered, what we remember of it, and why it could not be read."""

from dataclasses import dataclass


class NotRead(Exception):
    """Why an address could not be read."""

    def __init__(self, reason: str, *, status: int = 0, is_offline: bool = False) -> None:
        super().__init__(reason)
        self.status, self.is_offline = status, is_offline


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered, and from where after redirects."""

    url: str
    text: str


@dataclass(slots=True)
class Memory:
    """What we know of an address since the last run."""

    etag: str = ""
    digest: str = ""
