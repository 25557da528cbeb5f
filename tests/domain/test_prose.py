from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from platforms.domain.document import prose
from platforms.domain.document.prose import Drawing, Html, parts_of, unknown_names

PAYLOADS = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>1</script>)",
    '<a href="/" onclick="x()">x</a>',
    "![x](https://elsewhere.example/pixel.png)",
    "<style>*{display:none}</style>",
    "## <img src=x onerror=y>",
    "[x]: javascript:1\n\n[x]",
    "<!-- -->",
    "<iframe src=//elsewhere.example>",
]


def html_of(markdown):
    return "".join(piece.html for piece in parts_of(markdown) if isinstance(piece, Html))


@given(st.lists(st.sampled_from(PAYLOADS) | st.text(max_size=60), max_size=6).map("\n\n".join))
@example("\n\n".join(PAYLOADS))
def test_only_harmless_tags_and_links_remain(markdown):
    tree = html.fromstring(f"<main>{html_of(markdown)}</main>")

    for element in tree.iterdescendants():
        assert element.tag in prose.TAGS
        assert set(element.attrib) <= prose.ATTRIBUTES.get(element.tag, set())
        assert element.get("href", "").partition(":")[0] not in ("javascript", "data", "vbscript")
    assert len(ids := tree.xpath("//@id")) == len(set(ids))


@given(st.lists(st.sampled_from(["text", "{kinds}", "{trait focus}", "- a\n- b", "## One"]), max_size=8))
def test_drawings_appear_where_they_are_written(parts):
    found = parts_of("\n\n".join(parts))

    assert [p.what for p in found if isinstance(p, Drawing)] == [p[1:-1].split()[0] for p in parts if p[0] == "{"]


def test_a_brace_within_a_sentence_or_a_list_is_text():
    assert [type(piece) for piece in parts_of("Say {kinds} here.\n\n- {kinds}")] == [Html]


def test_external_links_are_nofollow_and_headings_get_ids():
    made = html_of("# First\n\n## First\n\n[a](https://a.example/) [b](/fit/)")

    assert made.startswith('<h2 id="first">First</h2>\n<h2 id="first-2">')
    assert '<a href="https://a.example/" rel="noopener nofollow">' in made
    assert '<a href="/fit/">' in made


def test_unknown_names_are_reported():
    text = "{trait focus nowhere}\n\n{feature photos}\n\n{more sideways}\n\n{kinds now}\n\n{circus}\n\n{trait}"

    assert unknown_names(text, traits={"focus"}, features={"photos"}) == [
        "nowhere", "sideways", "kinds now", "circus", "trait",
    ]  # fmt: skip
