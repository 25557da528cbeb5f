"""Fragments rendered once for a catalogue, and the small marks of a page."""

from django.template import Context, Template
from django.utils.translation import override

from platforms.domain.catalogue.values import Catalogue
from platforms.templatetags import markup
from platforms.templatetags.markup import Fragments, breakable

COUNTED = Template('{% load markup %}{% once "n" key %}{{ render }}{% endonce %}')


class Counter:
    """Show how often it was rendered."""

    def __init__(self):
        self.renders = 0

    def __str__(self):
        self.renders += 1
        return str(self.renders)


def show(counter, catalogue, key="a"):
    return COUNTED.render(Context({"render": counter, "catalogue": catalogue, "key": key}))


def empty_catalogue(revision):
    return Catalogue(traits=(), groups=(), features=(), goals=(), platforms=(), revision=revision)


def test_a_fragment_is_rendered_once_for_catalogue_language_and_keys():
    counter, one, other = Counter(), empty_catalogue("1"), empty_catalogue("2")

    assert [show(counter, one), show(counter, one)] == ["1", "1"]
    assert [show(counter, one, key="b"), show(counter, one)] == ["2", "1"]
    assert [show(counter, other), show(counter, one)] == ["3", "1"]
    with override("de"):
        assert [show(counter, one), show(counter, one)] == ["4", "4"]
    assert show(counter, one) == "1"


def test_without_a_catalogue_a_fragment_is_rendered_each_time():
    counter = Counter()

    assert [show(counter, None), show(counter, None)] == ["1", "2"]


def test_too_many_fragments_are_dropped(monkeypatch):
    monkeypatch.setattr(markup, "MOST_CHARACTERS", 10)
    fragments = Fragments()

    for key in range(20):
        fragments.add(key, "12345")

    assert 19 in fragments.by_key
    assert fragments.characters == 5 * len(fragments.by_key) <= 15


def test_names_break_at_capitals_and_are_escaped():
    assert breakable("ResearchGate") == "Research<wbr>Gate"
    assert breakable("<b>aB") == "&lt;b&gt;a<wbr>B"


def test_lines_of_a_block_are_joined_for_an_attribute_and_stay_escaped():
    template = Template("{% load markup %}{% filter one_line %}\n  {{ name }}\n  two\u00a0words\n{% endfilter %}")

    assert template.render(Context({"name": 'A "b"'})) == "A &quot;b&quot; two\u00a0words"
