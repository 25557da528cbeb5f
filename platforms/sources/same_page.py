"""Tell whether two addresses lead to the same page, as far as they show it."""

from urllib.parse import parse_qsl, urlencode, urlsplit

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref_src", "trk")
"""How parameters begin that only say where a visitor came from."""


def is_address(text: str) -> bool:
    """Tell whether a text is a web address, rather than a slug."""
    return text.lower().startswith(("https://", "http://", "www."))


def with_scheme(text: str) -> str:
    """Return an address with its scheme, which people leave out."""
    return f"https://{text}" if text.lower().startswith("www.") else text


def page_key(url: str) -> str:
    """Return the same text for addresses of one page.

    Scheme, "www.", fragment, tracking, a slash at the end and the order of parameters don't count.
    """
    try:
        parts = urlsplit(with_scheme(url.strip()))
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:  # such as a bracket without its other half
        return url.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not pair[0].lower().startswith(TRACKING)))
    return f"{host}{port}{parts.path.rstrip('/')}{'?' if query else ''}{query}"
