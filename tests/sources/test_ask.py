"""What each kind of page comes to, and how politely it is asked."""

import asyncio
import time
from functools import partial

import pytest

from platforms.sources.ask import MOST_OF_A_PAGE, Patience, ask_all
from platforms.sources.guarded import GuardedTransport
from platforms.sources.outcomes import Outcome
from tests.sources.web import answer, redirect, serving

pytestmark = pytest.mark.usefixtures("own_loop")

PATIENT = Patience(silence=20, whole=40, pause=0)
"""For what answers at once: a busy machine fails no test."""

QUICK = Patience(silence=0.3, whole=0.6, pause=0)
"""For what never answers."""


def ask_these(urls, *, patience=PATIENT, resolve=None, **options):
    """URL to answer."""
    answers = []
    allowed = {"allows": lambda address: str(address) == "127.0.0.1"} | ({"resolve": resolve} if resolve else {})
    pages = {f"page-{n}": url for n, url in enumerate(urls)}
    transport = GuardedTransport(**allowed)
    asyncio.run(ask_all(pages, on_answer=answers.append, patience=patience, transport=transport, **options))
    assert sorted((a.slug, a.url) for a in answers) == sorted(pages.items())
    return {answer.url: answer for answer in answers}


def ask(url, **options):
    return ask_these([url], **options)[url]


async def all_here(host, port):
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.REACHABLE),
        (203, Outcome.REACHABLE),
        (300, Outcome.FAILED),
        (304, Outcome.FAILED),
        (400, Outcome.FAILED),
        (401, Outcome.BLOCKED),
        (403, Outcome.BLOCKED),
        (404, Outcome.GONE),
        (410, Outcome.GONE),
        (418, Outcome.FAILED),
        (429, Outcome.BLOCKED),
        (451, Outcome.BLOCKED),
        (500, Outcome.SERVER_ERROR),
        (503, Outcome.SERVER_ERROR),
        (599, Outcome.SERVER_ERROR),
    ],
)
def test_each_status_has_its_outcome(web, status, outcome):
    web.pages["/page"] = answer(status)

    heard = ask(web.url("/page"))

    assert (heard.outcome, heard.detail) == (outcome, f"status {status}")


def test_no_content_is_an_answer_too(web):
    web.pages["/page"] = b"HTTP/1.1 204 No Content\r\n\r\n"

    assert ask(web.url("/page")).outcome is Outcome.REACHABLE


def test_requests_identify_our_bot(web):
    ask(web.url("/page"))

    assert all(agent.startswith("SideBySideBot/") for agent in web.user_agents)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(web, status):
    web.pages |= {"/old": redirect("/new", status), "/new": answer()}

    assert ask(web.url("/old")).outcome is Outcome.REACHABLE


def test_five_redirects_are_followed_and_not_a_sixth(web):
    web.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)} | {"/6": answer()}

    heard = ask_these([web.url("/0"), web.url("/1")])

    assert heard[web.url("/0")].outcome is Outcome.REDIRECTED
    assert heard[web.url("/1")].outcome is Outcome.REACHABLE


def test_a_loop_of_redirects_ends(web):
    web.pages |= {"/here": redirect("/there"), "/there": redirect("/here")}

    assert ask(web.url("/here")).outcome is Outcome.REDIRECTED
    assert len(web.paths()) == 7  # robots.txt, the page and five redirects


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.2:{port}/inside",
        "http://[::ffff:127.0.0.2]:{port}/inside",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "//127.0.0.2:{port}/inside",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "mailto:someone@example.org",
    ],
)
def test_a_redirect_outside_the_public_web_is_refused(web, to):
    web.pages |= {"/out": redirect("/further"), "/further": redirect(to.format(port=web.port))}

    with serving("127.0.0.2", web.port) as inside:
        assert ask(web.url("/out")).outcome is Outcome.REFUSED

        assert inside.asked == []


@pytest.mark.parametrize("to", ["http://[/", "http://:port/", "http://127.0.0.1:99999/", "\u00ff\u00fe", "http://"])
def test_a_redirect_to_nonsense_does_not_crash(web, to):
    web.pages["/out"] = redirect("").replace(b"location: ", b"location: " + to.encode("latin-1"))

    assert ask(web.url("/out")).outcome in {Outcome.FAILED, Outcome.REFUSED, Outcome.GONE}


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/", "http://10.0.0.1/", "http://127.0.0.1:99999/", "http://h:0/", "https://"]
)
def test_a_source_outside_the_public_web_is_refused(url):
    assert ask(url).outcome is Outcome.REFUSED


def test_an_unknown_name_is_a_failure():
    async def unknown(host, port):
        raise OSError("Name or service not known")

    assert ask("http://nobody.test/", resolve=unknown).outcome is Outcome.FAILED


def test_a_closed_port_is_a_failure(web):
    with serving() as gone:
        url = gone.url("/page")

    assert ask(url).outcome is Outcome.FAILED


def test_plain_http_on_an_https_address_is_a_failure(web):
    assert ask(web.url("/page", scheme="https")).outcome is Outcome.FAILED


def test_missing_headers_time_out(web):
    web.pages["/page"] = web.wait

    assert ask(web.url("/page"), patience=QUICK).outcome is Outcome.TIMED_OUT


def test_an_endlessly_dripping_body_times_out(web):
    web.pages["/page"] = web.drip

    assert ask(web.url("/page"), patience=QUICK).outcome is Outcome.TIMED_OUT


def test_a_huge_body_is_not_read_to_its_end(web):
    web.pages["/page"] = web.pour

    assert ask(web.url("/page")).outcome is Outcome.REACHABLE
    # What was sent but not read is in the buffers of two sockets.
    assert web.sent < MOST_OF_A_PAGE + 16 * 2**20


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHel",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nHello.",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nHello.",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\nSet-Cookie: " + b"x" * 200_000,
    ],
    ids=["nothing", "no chunk", "half a chunk", "cut short", "no length", "no status", "no HTTP", "endless header"],
)
def test_broken_http_is_a_failure(web, broken):
    web.pages["/page"] = broken

    assert ask(web.url("/page")).outcome is Outcome.FAILED


def test_a_page_disallowed_by_robots_txt_is_not_requested(web):
    web.pages |= {
        "/robots.txt": answer(body=b"User-agent: SideBySideBot\nDisallow: /private\nAllow: /private/not\n"),
        "/private/page": answer(),
        "/private/not/page": answer(),
    }

    heard = ask_these([web.url("/private/page"), web.url("/private/not/page")])

    assert heard[web.url("/private/page")].outcome is Outcome.DISALLOWED
    assert heard[web.url("/private/not/page")].outcome is Outcome.REACHABLE
    assert "/private/page" not in web.paths()


def test_a_redirect_to_a_disallowed_page_is_not_followed(web):
    web.pages |= {
        "/robots.txt": answer(body=b"User-agent: *\nDisallow: /private\n"),
        "/page": redirect("/private"),
        "/private": answer(),
    }

    assert ask(web.url("/page")).outcome is Outcome.DISALLOWED
    assert "/private" not in web.paths()


def test_rules_for_others_do_not_bind_us(web):
    web.pages |= {"/robots.txt": answer(body=b"User-agent: Otherbot\nDisallow: /\n"), "/page": answer()}

    assert ask(web.url("/page")).outcome is Outcome.REACHABLE


def test_robots_txt_is_read_once_per_host(web):
    web.pages |= {f"/{n}": answer() for n in range(5)}

    ask_these([web.url(f"/{n}") for n in range(5)])

    assert sorted(web.paths()) == ["/0", "/1", "/2", "/3", "/4", "/robots.txt"]


@pytest.mark.parametrize(
    "robots",
    [
        answer(404),
        answer(403),
        answer(body=b""),
        answer(body=bytes(range(256)) * 50),
        answer(body=b"<!doctype html><title>Welcome</title>"),
        answer(body=b"Disallow: /\nUser-agent\n::::\nUser-agent: *\nDisallow\nCrawl-delay: soon\n"),
        redirect("/robots.txt"),
    ],
    ids=["none", "forbidden", "empty", "bytes", "HTML", "nonsense", "loop"],
)
def test_an_illegible_robots_txt_forbids_nothing(web, robots):
    web.pages |= {"/robots.txt": robots, "/page": answer()}

    assert ask(web.url("/page")).outcome is Outcome.REACHABLE


@pytest.mark.parametrize(
    ("robots", "outcome"),
    [
        (answer(500), Outcome.SERVER_ERROR),
        (answer(429), Outcome.BLOCKED),
        (b"", Outcome.FAILED),
        (answer(content_length=1000), Outcome.FAILED),
        (redirect("http://10.0.0.1/robots.txt"), Outcome.REFUSED),
    ],
    ids=["server error", "too many", "closed", "cut short", "private"],
)
def test_a_failing_robots_txt_stops_requests_to_the_host(web, robots, outcome):
    web.pages |= {"/robots.txt": robots, "/page": answer()}

    heard = ask(web.url("/page"))

    assert heard.outcome is outcome
    assert heard.detail.startswith("robots.txt: ")
    assert web.paths() == ["/robots.txt"]


def test_a_stalled_robots_txt_times_out(web):
    web.pages["/robots.txt"] = web.wait

    assert ask(web.url("/page"), patience=QUICK).outcome is Outcome.TIMED_OUT


def test_the_end_of_a_long_robots_txt_counts_too(web):
    rules = b"User-agent: *\n" + b"# a line of words\n" * 10_000 + b"Disallow: /page\n"
    web.pages |= {"/robots.txt": answer(body=rules), "/page": answer()}

    assert len(rules) > MOST_OF_A_PAGE
    assert ask(web.url("/page")).outcome is Outcome.DISALLOWED


def lingering(web):
    def page(handler):
        web.wait(handler, 0.1)
        handler.wfile.write(answer())

    return page


def test_a_host_gets_one_request_at_a_time(web):
    web.pages |= {f"/{n}": lingering(web) for n in range(4)}

    ask_these([web.url(f"/{n}") for n in range(4)])

    assert web.most_at_once == 1


def test_requests_to_one_host_are_spaced_out(web):
    web.pages |= {f"/{n}": answer() for n in range(3)}

    began = time.monotonic()
    ask_these([web.url(f"/{n}") for n in range(3)], patience=Patience(pause=0.2))

    assert time.monotonic() - began >= 3 * 0.2  # four requests, robots.txt among them


def test_hosts_are_requested_concurrently_up_to_the_limit(web):
    web.pages["/page"] = lingering(web)

    ask_these([web.url("/page", host=f"h{n}.test") for n in range(8)], resolve=all_here, concurrency=3)

    assert web.most_at_once == 3


def test_a_busy_host_does_not_delay_another(web):
    web.pages |= {f"/{n}": lingering(web) for n in range(6)} | {"/page": answer()}
    busy = [web.url(f"/{n}", host="busy.test") for n in range(6)]
    order = []

    pages = {url: url for url in [*busy, web.url("/page", host="idle.test")]}
    transport = partial(GuardedTransport, allows=lambda address: True, resolve=all_here)
    heard = lambda answer: order.append(answer.url)  # noqa: E731
    asyncio.run(ask_all(pages, on_answer=heard, concurrency=2, patience=PATIENT, transport=transport()))

    assert order.index(web.url("/page", host="idle.test")) <= 1


def test_one_slow_page_does_not_affect_others(web):
    web.pages |= {"/slow": web.drip, "/page": answer(), "/closed": b""}
    urls = [web.url("/slow", host="slow.test"), web.url("/page", host="fine.test"), web.url("/closed", host="odd.test")]

    heard = ask_these(urls, resolve=all_here, patience=Patience(silence=5, whole=5, pause=0))

    assert [heard[url].outcome for url in urls] == [Outcome.TIMED_OUT, Outcome.REACHABLE, Outcome.FAILED]
