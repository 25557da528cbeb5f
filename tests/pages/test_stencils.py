"""Stencils: what is cut once shows on every page, what goes into the gaps on its own alone."""

import pytest
from django.http import HttpRequest
from hypothesis import given
from hypothesis import strategies as st

from platforms.templatetags.cells import Pieces
from platforms.templatetags.stencils import MARK, Marks, Stencil

NAMES = ["title", "rows", "in_short"]
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x02\x03"))


@given(
    st.lists(texts | st.sampled_from(NAMES).map(lambda name: (name,))),
    st.fixed_dictionaries(dict.fromkeys(NAMES, texts)),
)
def test_gaps_are_filled_where_they_stand_and_nothing_else_changes(parts, gaps):
    marks = Marks()
    stencil = Stencil("".join(marks[part[0]] if isinstance(part, tuple) else part for part in parts))

    filled = stencil.filled(gaps)

    assert filled == "".join(gaps[part[0]] if isinstance(part, tuple) else part for part in parts).encode()
    assert stencil.filled({name: text.encode() for name, text in gaps.items()}) == filled


def test_a_gap_without_a_filling_is_a_mistake_and_not_an_empty_place():
    with pytest.raises(KeyError):
        Stencil(Marks()["title"]).filled({})


def test_marks_pass_through_templates_as_they_are():
    from django.template import Context, Template

    text = Template("<a href='{{ gaps.add }}'>{{ gaps.title }}</a>{% if gaps %}!{% endif %}").render(
        Context({"gaps": Marks(), "request": HttpRequest()})
    )

    assert MARK.findall(text) == ["add", "title"]
    assert text.endswith("!")


def test_pieces_that_become_too_many_are_let_go_and_made_again(monkeypatch):
    monkeypatch.setattr("platforms.templatetags.cells.MOST_KEPT", 10)
    pieces, made = Pieces(), []

    def render(text):
        made.append(text)
        return text * 6

    for text in ["a", "b", "c", "a"]:
        assert pieces.find(text, render, text) == text * 6
        assert pieces.find_all((text, "all"), lambda text: [text], text) == [text]

    assert made.count("a") == 2
    assert pieces.size <= 10 + 7
