"""What the results say: a headline that is true, reasons from uses first, reservations, who is ruled out, what if."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from lxml import html

from platforms.domain.matching.answers import Answers
from platforms.domain.matching.what_if import Step, WhatIf
from platforms.domain.vocabulary import Value
from platforms.storage import published
from tests.cast import make_audience, make_evidence, make_platform, make_rating, make_source, make_support, make_use

SOURCE = make_source("terms", publisher="The operator", url="https://operator.example/terms")
USES = {"career": 4, "meet-in-person": 1}


def platform(slug, uses, support=None, **audience):
    known = make_audience(**({"offered": (), "minimum": 13, "fields": (), "needs": ()} | audience))
    made = make_platform(slug, support={"groups": "yes"} | (support or {}), audience=known)
    levels = {goal: make_use(goal, n, why=f"{slug} {n}", evidence=make_evidence(SOURCE)) for goal, n in uses.items()}
    return replace(made, uses=MappingProxyType(levels))


@pytest.fixture
def among(monkeypatch):
    """Put the catalogue of these platforms before the visitor, with the shipped traits, features and goals."""
    shipped = published.current()

    def show(*platforms):
        catalogue = replace(shipped, revision="made up", platforms=tuple(sorted(platforms, key=lambda p: p.slug)))
        monkeypatch.setattr(published, "current", lambda: catalogue)

    return show


@pytest.fixture
def results(client):
    def ask(query, language=""):
        response = client.get(f"{language}{reverse('fit_results')}?{query}")
        assert response.status_code == 200
        return html.fromstring(response.content.decode())

    return ask


def said(element):
    return " ".join(element.text_content().split())


def section(tree, name):
    found = tree.xpath(f"//section[@aria-labelledby='{name}']")
    return said(found[0]) if found else ""


CARE = {"job-listings": "yes", "profile-with-work-history": "yes", "apply-inside": "yes"}


@pytest.mark.parametrize(
    ("platforms", "headline"),
    [
        ([platform("best", USES), platform("other", {"career": 4})], "About equal: Best and Other"),
        ([platform("best", {"career": 4}), platform("other", {"career": 0})], "Best fits you best"),
        ([platform("best", {"career": 4}), platform("other", {"career": 3})], "Best comes first"),
        ([platform("best", {"career": 4}), platform("other", {})], "Only Best meets everything"),
        ([platform("best", {}), platform("other", {})], "Nothing meets everything; these come closest"),
    ],
    ids=["about equal", "clearly ahead", "comes first", "only one", "with reservations"],
)
def test_the_headline_is_true(among, results, platforms, headline):
    among(*platforms)

    assert said(results("goal=career").xpath("//h1")[0]) == headline


def test_reasons_begin_with_the_use_and_its_sources(among, results):
    among(platform("best", USES, CARE), platform("other", {"career": 0}))
    best = results("goal=career&goal=meet-in-person").get_element_by_id("m-best")

    first = best.xpath("./ul[not(@class)]/li")[0]
    assert said(first).startswith("Find a job or be found by recruiters: Made for it. best 4 Sources: The operator")
    assert first.xpath(".//a/@href")[0] == SOURCE.url
    assert "Possible. best 1" in said(best.xpath("./ul[not(@class)]")[1])


def test_reservations_are_said_in_full(among, results):
    designers = platform("art", {"career": 3}, {"no-phone-number-needed": "unknown"}, fields=["design"])
    limited = platform("phone", {"career": 3})
    cell = make_support("no-phone-number-needed", Value.PARTLY, note="A phone number is needed as a rule.")
    limited = replace(limited, support=MappingProxyType({**limited.support, "no-phone-number-needed": cell}))
    full = platform("full", {"career": 2}, {"no-phone-number-needed": "yes"})
    vague = platform("vague", {}, {"no-phone-number-needed": "yes"})
    among(designers, limited, full, vague)
    tree = results("goal=career&must=no-phone-number-needed&field=care")

    words = section(tree, "reserved")
    assert "Only partly: “I need not give my phone number”. A phone number is needed as a rule." in words
    assert "Not confirmed: “I need not give my phone number”." in words
    assert "Use not confirmed for “Find a job or be found by recruiters”." in words
    assert "Made for designers." in words
    assert "Full" not in words
    order = [said(each) for each in tree.xpath("//main//h2")]
    assert order.index("In order") < order.index("With reservations")


def test_partly_counts_as_no_with_one_tap_and_back(among, results, client):
    among(
        platform("full", {"career": 3}, {"groups": "yes"}),
        platform("some", {"career": 3}, {"groups": "partly"}),
    )
    tree = results("goal=career&must=groups")
    (switch,) = tree.xpath("//a[normalize-space()='Count “partly” as no']/@href")

    strict = html.fromstring(client.get(switch).content.decode())
    assert "Some" in section(strict, "ruled-out")
    assert "strict=1" in switch
    (back,) = strict.xpath("//a[normalize-space()='Count “partly” again']/@href")
    assert back == "/fit/results/?goal=career&must=groups"
    assert "partly” as no" not in said(results("goal=career"))


def test_those_ruled_out_are_grouped_by_reason(among, results):
    among(
        platform("here", {"career": 3}),
        platform("abroad", {"career": 3}, offered=["US", "CA"]),
        platform("grown", {"career": 3}, minimum=13, exceptions={"DE": 18}),
        platform("campus", {"career": 3}, fields=["student"], needs=["student-email"]),
        platform("lonely", {"career": 3}, {"groups": "no"}),
    )
    tree = results("goal=career&country=DE&age=16-17&field=care&must=groups")
    (out,) = tree.xpath("//section[@aria-labelledby='ruled-out']")

    assert [said(each) for each in out.xpath(".//summary//b")] == [
        "Not offered in Germany", "Minimum age", "For another field, with proof",
        "Not met: “There are groups I can join”",
    ]  # fmt: skip
    assert [said(each).split()[0] for each in out.xpath(".//li")] == ["Abroad", "Grown", "Campus", "Lonely"]
    assert "From 18 in Germany" in said(out)
    assert "You need a student e-mail address" in said(out)
    assert [said(each) for each in out.xpath(".//li/a")] == ["Bring back Campus", "Bring back Lonely"]


def test_a_platform_is_brought_back_in_place_and_ruled_out_again(among, results, client):
    among(platform("here", {"career": 3}), platform("lonely", {"career": 3}, {"groups": "no"}))
    (bring_back,) = results("goal=career&must=groups").xpath("//ul[@class='ruled-out']//a[contains(@href, 'back=')]")

    path, _, place = bring_back.get("href").partition("#")
    again = html.fromstring(client.get(path).content.decode())
    lonely = again.get_element_by_id(place)
    assert "Lonely is back: " in said(lonely)
    assert "Not met: “There are groups I can join”." in said(lonely)
    (out,) = lonely.xpath(".//a[starts-with(normalize-space(), 'Rule out again')]/@href")
    assert out == "/fit/results/?goal=career&must=groups"
    assert section(again, "ruled-out") == ""


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("country=DE&age=13-15", "From 14 in Germany."),
        ("country=AT&age=13-15", ""),
        ("country=DE&age=18", ""),
        ("age=13-15", "From 13; From 14 in Germany."),
    ],
)
def test_who_is_partly_too_young_is_told_the_age(among, results, query, note):
    among(platform("place", {"career": 3}, minimum=13, exceptions={"DE": 14}))
    article = results(f"goal=career&{query}").get_element_by_id("m-place")

    assert [said(each) for each in article.xpath("./p[@class='notice']")] == ([note] if note else [])


def test_what_is_unknown_of_country_and_age_is_said(among, results):
    among(replace(platform("place", {"career": 3}), audience=make_audience()))
    words = said(results("goal=career&country=NL&age=18").get_element_by_id("m-place"))

    assert "We couldn't confirm the minimum age." in words
    assert "We couldn't confirm that it is offered in the Netherlands." in words


def test_a_country_says_that_reach_is_counted_worldwide(among, results):
    among(platform("place", {"career": 3}))

    assert "It says little about Germany" in said(results("goal=career&country=DE"))
    assert "says little about" not in said(results("goal=career"))


def test_how_sure_counts_small_changes_with_a_bar_for_each(among, results):
    among(
        platform("jobs", {"career": 4, "meet-in-person": 2}, {"groups": "no"}),
        platform("meets", {"career": 1, "meet-in-person": 3}),
    )
    tree = results("goal=career&goal=meet-in-person&must=groups")

    assert "Meets stays first in 2 of 3 small changes of your answers." in section(tree, "how-sure")
    assert tree.xpath("//p[@class='sure']/i/@class") == ["falls"]
    assert len(tree.xpath("//p[@class='sure']/i")) == 3
    assert "Without “There are groups I can join” 2 left, Jobs comes first" in section(tree, "what-if")


def test_one_goal_alone_says_nothing_of_small_changes(among, results):
    among(platform("jobs", {"career": 4}))

    assert section(results("goal=career"), "how-sure") == ""


def test_two_goals_served_by_two_platforms_show_the_pair(among, results):
    among(
        platform("jobs", {"career": 4, "meet-in-person": 0}),
        platform("meets", {"career": 0, "meet-in-person": 4}),
    )

    pair = section(results("goal=career&goal=meet-in-person"), "pair")
    assert "Better: use two Jobs and Meets together score" in pair


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("/de", ["Dafür gemacht.", "Dort nicht verfügbar: Deutschland", "Zurückholen", "Nur teilweise: „"]),
        ("/es", ["Hecha para eso.", "No disponible en Alemania", "Recuperar", "Solo en parte: «"]),
    ],
)
def test_german_and_spanish_say_the_same(among, results, language, words):
    among(
        platform("best", {"career": 4}),
        platform("some", {"career": 3}, {"groups": "partly"}),
        platform("abroad", {"career": 3}, offered=["US"]),
        platform("lonely", {"career": 3}, {"groups": "no"}),
    )
    page = said(results("goal=career&country=DE&must=groups", language))

    for each in words:
        assert each in page


def test_a_tie_shows_each_platform_with_what_speaks_for_it(among, results):
    among(platform("best", USES), platform("other", {"career": 4}), platform("last", {"career": 1}))
    tree = results("goal=career")
    (card,) = tree.xpath("//*[@class='result-card']")

    assert len(card.xpath(".//*[@class='leaders']/span")) == 2
    assert [said(each) for each in card.xpath(".//li[@class='for']")] == [
        "Best. Made for it: find a job", "Other. Made for it: find a job",
    ]  # fmt: skip
    assert said(tree.xpath("//*[@class='next']/a")[0]) == "Compare these 3 Best, Other, Last"


def test_what_is_ruled_out_says_why_for_each(among, results):
    cell = make_support("groups", Value.NO, note="It closed its groups in 2024.")
    lonely = platform("lonely", {"career": 3})
    among(platform("here", {"career": 3}), replace(lonely, support=MappingProxyType({"groups": cell})))
    tree = results("goal=career&must=groups")

    assert "It closed its groups in 2024." in said(tree.xpath("//ul[@class='ruled-out']/li")[0])


@pytest.mark.parametrize(("language", "shown"), [("", True), ("/de", False)])
def test_partly_says_why_at_rest_where_the_note_is_in_its_language(among, results, language, shown):
    cell = make_support("groups", Value.PARTLY, note="Only for companies.")
    some = platform("some", {"career": 3})
    among(platform("here", {"career": 3}), replace(some, support=MappingProxyType({"groups": cell})))

    (row,) = results("goal=career&must=groups", language).xpath("//*[@class='reserved']//summary")
    assert ("Only for companies." in said(row)) is shown


@pytest.mark.parametrize(("changes", "words"), [(5, "1 more change"), (6, "2 more changes")])
def test_one_more_change_is_one(changes, words):
    change = WhatIf(1, Step.DROP_AGE, "age", Answers(), None, None, None, (), 3, False, True, True)
    part = render_to_string("results/what_if.html", {"ranking": {"what_if": [change] * changes}})

    assert said(html.fromstring(part).xpath("//summary")[0]) == words


def test_a_warning_names_what_you_wanted(among, results):
    rated = replace(
        platform("only", {"career": 4}),
        ratings=MappingProxyType({"visibility": make_rating(published.current().trait_by_slug["visibility"], 0, 1)}),
    )
    among(rated)

    (warning,) = results("goal=career&visibility=4").xpath("//li[@class='but']")
    assert said(warning) == "Visibility: hand-picked people to a closed circle, not everyone"
