"""Where a request may go: the strict rule address by address, and names that change what they resolve to."""

import asyncio
import ssl
from ipaddress import ip_address

import httpx
import pytest
import trustme

from platforms.sources.guarded import GuardedTransport, Refused, is_public
from tests.sources.web import answer, serving

pytestmark = pytest.mark.usefixtures("own_loop")

PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1",
    "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0.0.0.0", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1", "2001:db8::1", "2001:0:4136:e378::1",
    "2002:7f00:1::1", "2002:808:808::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1",
    "ff02::1", "ff0e::1",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1", "192.167.255.255",
    "223.255.255.254", "::ffff:8.8.8.8", "64:ff9b::808:808", "2606:4700::1111", "2a00:1450:4001::1",
]  # fmt: skip


def here(address):
    return str(address) == "127.0.0.1"


def resolving(*answers):
    """A resolver that gives each answer once, and notes what it was asked."""
    left = list(answers)

    async def resolve(host, port):
        resolve.asked.append(host)
        return left.pop(0)

    resolve.asked = []
    return resolve


def get(url, **options):
    async def ask():
        async with httpx.AsyncClient(transport=GuardedTransport(**options), trust_env=False) as client:
            return await client.get(url)

    return asyncio.run(ask())


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_inside_is_refused(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_web_is_allowed(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::1]", "0", "[::]"])
def test_every_spelling_of_this_machine_is_refused(web, host):
    with pytest.raises((Refused, httpx.ConnectError)):
        get(web.url(host=host))

    assert web.asked == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "/etc/passwd"])
def test_another_scheme_is_refused(url):
    with pytest.raises((Refused, httpx.UnsupportedProtocol)):
        get(url, allows=lambda address: True)


def test_one_private_address_refuses_the_whole_name():
    with pytest.raises(Refused, match=r"10\.0\.0\.1"):
        get("http://two-faced.test/", resolve=resolving(["8.8.8.8", "10.0.0.1"]))


def test_a_name_without_an_address_is_a_failed_connection():
    with pytest.raises(httpx.ConnectError):
        get("http://nowhere.test/", resolve=resolving([]))


def test_an_impossible_name_is_a_failed_connection():
    with pytest.raises(httpx.ConnectError):
        get(f"http://{'a' * 64}.test/")


def test_the_checked_address_is_used_without_another_lookup(web):
    web.pages["/"] = answer()
    resolve = resolving(["127.0.0.1"], ["127.0.0.2"])
    with serving("127.0.0.2", web.port) as inside:
        response = get(web.url(host="rebinding.test"), allows=here, resolve=resolve)

        assert response.status_code == 200
        assert (web.asked, inside.asked) == ([("rebinding.test", "/")], [])
        assert resolve.asked == ["rebinding.test"]


def test_a_name_that_turns_private_is_refused(web):
    web.pages["/"] = answer()
    resolve = resolving(["127.0.0.1"], ["127.0.0.2"])

    async def twice():
        async with httpx.AsyncClient(transport=GuardedTransport(allows=here, resolve=resolve)) as client:
            await client.get(web.url(host="rebinding.test"))
            await client.get(web.url(host="rebinding.test"))

    with serving("127.0.0.2", web.port) as inside, pytest.raises(Refused):
        asyncio.run(twice())
    assert (len(web.asked), inside.asked) == (1, [])


def test_the_next_address_is_tried_after_a_failure(web):
    web.pages["/"] = answer()

    response = get(
        web.url(host="two-homes.test"), allows=lambda address: True, resolve=resolving(["127.0.0.3", "127.0.0.1"])
    )

    assert response.status_code == 200


def test_a_proxy_in_the_environment_is_not_used(web, monkeypatch):
    web.pages["/"] = answer()
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.9:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.9:9")

    assert get(web.url(), allows=here).status_code == 200


@pytest.fixture
def secure_web(monkeypatch, tmp_path):
    """Over TLS, with a certificate for named.test by an authority that this process trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("named.test").configure_cert(context)
    asked_for = []
    context.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    with serving(tls=context) as web:
        web.pages["/"] = answer()
        web.names_asked_for = asked_for
        yield web


def test_the_certificate_is_checked_against_the_name(secure_web):
    url = secure_web.url(host="named.test", scheme="https")

    response = get(url, allows=here, resolve=resolving(["127.0.0.1"]))

    assert response.status_code == 200
    assert secure_web.names_asked_for == ["named.test"]
    assert secure_web.asked == [("named.test", "/")]


def test_a_certificate_for_another_name_fails_the_connection(secure_web):
    url = secure_web.url(host="other.test", scheme="https")

    with pytest.raises(httpx.ConnectError, match="certificate"):
        get(url, allows=here, resolve=resolving(["127.0.0.1"]))

    assert secure_web.asked == []


def test_names_at_one_address_never_share_a_connection(secure_web):
    def stay_open(handler):
        handler.wfile.write(answer(connection="keep-alive"))
        secure_web.wait(handler, 2)

    secure_web.pages["/"] = stay_open

    async def both():
        transport = GuardedTransport(allows=here, resolve=resolving(["127.0.0.1"], ["127.0.0.1"]))
        async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
            await client.get(secure_web.url(host="named.test", scheme="https"))
            await client.get(secure_web.url(host="other.test", scheme="https"))

    with pytest.raises(httpx.ConnectError, match="certificate"):
        asyncio.run(both())
    assert secure_web.asked == [("named.test", "/")]
