"""What check_sources records and says, against a real server."""

import datetime
import io
import os
import signal
from functools import partial

import pytest
from django.core.management import CommandError, call_command

from platforms.management.commands.check_sources import Command
from platforms.models import Source
from platforms.sources.ask import Patience
from platforms.sources.guarded import GuardedTransport
from tests.sources.web import answer, serving

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_loop")]


class Nearby(Command):
    """The command, allowed to ask loopback."""

    transport = staticmethod(partial(GuardedTransport, allows=lambda address: address.is_loopback))
    patience = Patience(silence=0.5, whole=1, pause=0)


@pytest.fixture
def web():
    with serving() as web:
        web.pages |= {"/good": answer(), "/also-good": answer(), "/secret": answer(403)}
        yield web


@pytest.fixture
def sources(web):
    """Only these four, by their slugs."""
    Source.objects.all().delete()
    day = datetime.date(2026, 1, 1)
    for slug in ("good", "also-good", "gone", "secret"):
        Source.objects.create(slug=slug, url=web.url(f"/{slug}"), title=slug, official=True, read_on=day)
    return Source.objects


def run(*args, command=Nearby, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command(command(stdout=out, stderr=err), *args, **options)
    return out.getvalue() + err.getvalue()


def reached():
    return set(Source.objects.filter(reachable_on__isnull=False).values_list("slug", flat=True))


def today():
    return datetime.datetime.now(datetime.UTC).date()


def test_only_sources_that_answered_get_todays_date(sources):
    earlier = datetime.date(2026, 2, 2)
    sources.filter(slug="gone").update(reachable_on=earlier)

    run()

    found = dict(sources.values_list("slug", "reachable_on"))
    assert found == {"good": today(), "also-good": today(), "gone": earlier, "secret": None}


def test_unreachable_sources_are_listed_with_their_outcome(sources, web):
    said = run().splitlines()

    assert f"gone  {web.url('/gone')}  gone (status 404)" in said
    assert f"secret  {web.url('/secret')}  blocked (status 403)" in said
    assert not any(line.startswith("good ") for line in said)
    assert [line.split() for line in said if line.startswith("     ")] == [
        ["2", "reachable"], ["1", "gone"], ["1", "blocked"]
    ]  # fmt: skip
    assert said[-1] == "4 sources asked, 2 recorded as reachable today."


def test_a_dry_run_sends_requests_but_writes_nothing(sources, web):
    said = run(dry_run=True)

    assert "/good" in web.paths()
    assert reached() == set()
    assert "4 sources asked, 0 recorded" in said


def test_a_limit_takes_the_longest_unreached_first(sources, web):
    sources.filter(slug="good").update(reachable_on=datetime.date(2026, 3, 3))
    sources.filter(slug="also-good").update(reachable_on=datetime.date(2026, 2, 2))

    run("--limit", "3")

    assert set(web.paths()) == {"/robots.txt", "/gone", "/secret", "/also-good"}


def test_recently_reached_sources_are_skipped(sources, web):
    sources.filter(slug="good").update(reachable_on=today() - datetime.timedelta(days=7))
    sources.filter(slug="also-good").update(reachable_on=today() - datetime.timedelta(days=8))

    run("--older-than", "7")

    assert set(web.paths()) == {"/robots.txt", "/gone", "/secret", "/also-good"}


def test_without_sources_no_request_is_sent(sources):
    sources.all().delete()

    assert run() == "0 sources asked, 0 recorded as reachable today.\n"


def test_the_real_command_refuses_loopback_addresses(sources, web):
    said = run(command=Command)

    assert web.asked == []
    assert reached() == set()
    assert "4  refused" in said


def test_a_source_edited_during_the_run_is_not_recorded(sources, web):
    class Moving(Nearby):
        @staticmethod
        def transport():
            sources.filter(slug="good").update(url=web.url("/elsewhere"))
            return Nearby.transport()

    run(command=Moving)

    assert reached() == {"also-good"}


def test_an_interrupted_run_keeps_its_results_so_far(sources, web):
    def interrupt(handler):
        os.kill(os.getpid(), signal.SIGINT)
        web.wait(handler)

    # The order at one host is that of the slugs: also-good, gone, good, secret.
    web.pages["/secret"] = interrupt
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        said = run()
    finally:
        signal.signal(signal.SIGINT, usual)

    assert reached() == {"good", "also-good"}
    assert "Stopped after 3 of 4 sources; these count." in said


@pytest.mark.parametrize("option", [("--limit", "0"), ("--concurrency", "0"), ("--older-than", "-1"), ("--limit", "x")])
def test_invalid_option_numbers_are_refused(option):
    with pytest.raises(CommandError, match="is not a whole number of at least"):
        run("=".join(option))
