"""Reading watched addresses: every kind of broken answer is listed, and none stops the others."""

import asyncio

import pytest

from platforms.sources.ask import Patience
from platforms.sources.guarded import GuardedTransport
from platforms.sources.watch.answers import Memory
from platforms.sources.watch.reader import Reader
from tests.sources.web import answer, redirect

QUICK = Patience(silence=2, whole=2, pause=0)


def run(use, **options):
    """Run `use(reader)` with a reader that may reach loopback."""

    async def with_reader():
        options.setdefault("transport", GuardedTransport(allows=lambda address: address.is_loopback))
        reader = Reader(patience=QUICK, **options)
        try:
            return reader, await use(reader)
        finally:
            await reader.aclose()

    return asyncio.run(with_reader())


def reason(reader):
    return "; ".join(str(error) for _url, error in reader.failures)


def test_a_whole_answer_is_read(web, own_loop):
    web.pages["/list"] = answer(body=b'{"a": 1}', etag='"one"')

    reader, found = run(lambda reader: reader.json(web.url("/list")))

    assert found == {"a": 1}
    assert reader.memory[web.url("/list")].etag == '"one"'
    assert reader.failures == []


def test_an_unchanged_answer_is_nothing_new(web, own_loop):
    web.pages["/list"] = answer(304, b"")
    url = web.url("/list")

    reader, found = run(lambda reader: reader.json(url), memory={url: Memory('"one"', "digest")})

    assert (found, reader.failures) == (None, [])
    assert reader.memory[url] == Memory('"one"', "digest")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        pytest.param(lambda web: web.drip, "", id="slow"),
        pytest.param(lambda web: web.pour, "has more than", id="huge"),
        pytest.param(lambda web: answer(body=b"\xff\xfe\xfa"), "is no text in utf-8", id="wrong encoding"),
        pytest.param(lambda web: answer(content_type="text/plain; charset=klingon"), "", id="unknown encoding"),
        pytest.param(lambda web: answer(body=b'{"a": '), "is not the JSON", id="half JSON"),
        pytest.param(lambda web: answer(body=b"<html>"), "is not the JSON", id="no JSON"),
        pytest.param(lambda web: answer(body=b"", content_length=10), "", id="cut off"),
        pytest.param(lambda web: b"rubbish\r\n\r\n", "", id="no HTTP"),
        pytest.param(lambda web: answer(500), "status 500", id="server error"),
        pytest.param(lambda web: redirect("/list"), "redirects", id="circle"),
        pytest.param(lambda web: answer(429, retry_after="99999"), "status 429", id="asks for a day"),
        pytest.param(lambda web: answer(429, retry_after="soon"), "status 429", id="asks for nonsense"),
    ],
)
def test_a_broken_answer_is_listed(web, own_loop, page, says):
    web.pages["/list"] = page(web)

    reader, found = run(lambda reader: reader.json(web.url("/list")), most=100_000)

    assert found is None
    assert len(reader.failures) == 1
    assert says in reason(reader)
    assert web.url("/list") not in reader.memory or not reader.memory[web.url("/list")].digest


def test_a_redirect_to_a_private_address_is_refused(web, own_loop):
    web.pages["/list"] = redirect("http://10.0.0.1/list")

    reader, found = run(lambda reader: reader.get(web.url("/list")))

    assert found is None
    assert "10.0.0.1, which is not public" in reason(reader)


def test_a_private_address_is_never_asked(web, own_loop):
    reader, found = run(lambda reader: reader.get(web.url("/list")), transport=GuardedTransport())

    assert found is None
    assert "not public" in reason(reader)
    assert web.asked == []


def test_it_comes_back_when_asked_to(web, own_loop):
    answers = [answer(429, retry_after="1"), answer(body=b"[]")]
    web.pages["/list"] = lambda handler: handler.wfile.write(answers.pop(0))

    reader, found = run(lambda reader: reader.json(web.url("/list")))

    assert (found, reader.failures) == ([], [])


def test_no_network_is_told_apart(own_loop):
    reader, _ = run(lambda reader: reader.get("http://127.0.0.1:9/list"))

    assert [error.is_offline for _url, error in reader.failures] == [True]
    assert reader.answered == 0
