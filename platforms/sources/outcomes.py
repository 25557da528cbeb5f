"""What came of asking a page: its outcome, from a status or an error."""

from dataclasses import dataclass
from enum import StrEnum

import httpx

from platforms.sources.guarded import Refused


class Outcome(StrEnum):
    """What a page did."""

    REACHABLE = "reachable"
    GONE = "gone"
    REFUSED = "refused"
    """Not on the public web: a private address, or neither http nor https."""
    REDIRECTED = "redirected too often"
    TIMED_OUT = "timed out"
    FAILED = "failed"
    """No connection, no valid certificate, broken HTTP, or a status that none of the others is about."""
    SERVER_ERROR = "server error"
    BLOCKED = "blocked"
    """The page may well be there, but not for us."""
    DISALLOWED = "disallowed by robots.txt"
    """Not asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page and its outcome."""

    slug: str
    url: str
    outcome: Outcome
    detail: str
    """The reason, for an editor: a status, or the text of an error."""


class NotAsked(Exception):
    """The page was not asked, because of its robots.txt."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome, self.detail = outcome, detail


def of_status(status: int) -> tuple[Outcome, str]:
    """Return outcome and detail of an answer."""
    match status:
        case 404 | 410:
            outcome = Outcome.GONE
        case 401 | 403 | 429 | 451:
            outcome = Outcome.BLOCKED
        case _ if 200 <= status < 300:
            outcome = Outcome.REACHABLE
        case _ if status >= 500:
            outcome = Outcome.SERVER_ERROR
        case _:
            outcome = Outcome.FAILED
    return outcome, f"status {status}"


def of_error(error: Exception) -> tuple[Outcome, str]:
    """Return outcome and detail of a request that raised."""
    match error:
        case NotAsked():
            return error.outcome, error.detail
        case Refused() | httpx.InvalidURL():
            outcome = Outcome.REFUSED
        case httpx.TooManyRedirects():
            outcome = Outcome.REDIRECTED
        case TimeoutError() | httpx.TimeoutException():
            outcome = Outcome.TIMED_OUT
        case _:
            outcome = Outcome.FAILED
    return outcome, str(error) or type(error).__name__
