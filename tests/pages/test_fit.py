"""The questionnaire through the real stack: each step, what comes back, what is said of bad input."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.utils import timezone
from lxml import html

from platforms.domain.catalogue.report import report
from platforms.domain.matching import questionnaire
from platforms.domain.matching.answers import Answers
from platforms.storage import published

EXAMPLE = "/fit/results/?goal=career&goal=meet-in-person&visibility=2&must=pseudonym-allowed&matters=career"


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, response
    return html.fromstring(response.content.decode())


def said(tree):
    return " ".join(tree.get_element_by_id("main").text_content().split())


def steps():
    return [q.key for q in questionnaire.questions(published.current())]


def address(key):
    return "/fit/" if key == "goals" else f"/fit/{key}/"


def test_the_catalogue_asks_the_questions():
    assert steps() == [
        "goals",
        "focus",
        "visibility",
        "structure",
        "identity",
        "setting",
        "effort",
        "must-haves",
        "matters",
    ]


def test_every_step_is_a_fieldset_with_nothing_chosen(client):
    for number, key in enumerate(steps(), start=1):
        tree = page(client, f"{address(key)}?goal=career&goal=audience")
        if key == "goals":
            tree = page(client, address(key))

        assert len(tree.xpath("//form//fieldset/legend/h1")) == 1
        assert f"Question {number} of 9" in said(tree)
        assert tree.xpath("//input[@checked]") == []
        assert tree.xpath("//input[@type='range']") == []


def test_every_question_but_the_first_can_be_skipped(client):
    for key in steps():
        words = page(client, f"{address(key)}?goal=career").xpath("//div[@class='actions']/a/text()")

        assert words == (["Just show me all platforms"] if key == "goals" else ["Skip this question"])


def test_answering_all_questions_keeps_every_answer(client):
    url, sent = "/fit/", {"goal": ["career", "organise"], "must": ["groups"], "matters": ["career", "visibility"]}
    levels = {"focus": "3", "visibility": "2", "structure": "0", "identity": "any", "setting": "4", "effort": "1"}
    for key in steps():
        hidden = [(i.get("name"), i.get("value")) for i in page(client, url).xpath("//input[@type='hidden']")]
        name = {"goals": "goal", "must-haves": "must"}.get(key, key)
        chosen = [(name, value) for value in sent.get(name, [levels.get(key)])]
        response = client.get(f"{address(key)}?{urlencode([*hidden, *chosen, ('done', '1')])}")
        assert response.status_code == 302
        url = response["Location"]

    assert urlsplit(url).path == "/fit/review/"
    expected = {**sent, **{k: [v] for k, v in levels.items() if v != "any"}}
    assert parse_qs(urlsplit(url).query) == expected
    assert urlsplit(page(client, url).xpath("//a[@class='button']/@href")[0]).path == "/fit/results/"


def test_going_back_keeps_the_later_answers(client):
    url = "/fit/effort/?effort=1&goal=career&must=groups"
    for _ in range(6):
        url = page(client, url).xpath("string(//a[@class='back']/@href)")

    assert url == "/fit/?effort=1&goal=career&must=groups"
    tree = page(client, url)
    assert tree.xpath("//input[@checked]/@value") == ["career"]
    assert ("effort", "1") in [(i.get("name"), i.get("value")) for i in tree.xpath("//input[@type='hidden']")]


def test_change_opens_the_question_and_returns_to_review(client):
    review = page(client, "/fit/review/?goal=career&visibility=2")
    change = [a.get("href") for a in review.xpath("//dl//a") if "visibility" in a.get("href").split("?")[0]]

    tree = page(client, change[0])
    assert tree.xpath("//input[@checked]/@value") == ["2"]
    assert tree.xpath("//input[@name='then']/@value") == ["review"]
    response = client.get("/fit/visibility/?goal=career&then=review&visibility=4&done=1")
    assert response["Location"] == "/fit/review/?goal=career&visibility=4"


def test_skipping_drops_the_answer_and_its_weight(client):
    skip = page(client, "/fit/visibility/?goal=career&visibility=2&matters=visibility").xpath(
        "//div[@class='actions']/a/@href"
    )

    assert skip == ["/fit/structure/?goal=career"]


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("/fit/?done=1", "Choose at least one goal"),
        (
            "/fit/?done=1&goal=career&goal=audience&goal=organise&goal=learn-field&goal=show-skills&goal=communities",
            "Choose up to 5, not more",
        ),
        ("/fit/visibility/?goal=career&done=1", "Choose one of the answers, or that it does not matter"),
        (
            "/fit/matters/?goal=career&goal=audience&focus=1&effort=1&done=1"
            "&matters=career&matters=audience&matters=focus&matters=effort",
            "Choose up to 3, not more",
        ),
    ],
)  # fmt: skip
def test_an_error_summary_keeps_what_was_chosen(client, url, error):
    tree = page(client, url)

    summary = tree.xpath("//div[@role='alert']")[0]
    assert error in summary.text_content()
    assert summary.get("autofocus") is not None
    assert summary.xpath(".//a/@href") == ["#first"]
    assert tree.xpath("//*[@id='first']")
    sent = parse_qs(urlsplit(url).query)
    name = {"/fit/": "goal", "/fit/matters/": "matters"}.get(urlsplit(url).path, "")
    assert sorted(tree.xpath("//input[@checked]/@value")) == sorted(sent.get(name, []))


def test_no_answers_show_a_friendly_page_without_ranking(client):
    for url in ("/fit/results/", "/fit/results/?must=groups", "/fit/results/?goal=gone"):
        tree = page(client, url)

        assert "Nothing answered, nothing ranked" in said(tree)
        assert tree.xpath("//article") == []


def test_one_answer_is_enough(client):
    assert page(client, "/fit/results/?goal=career").xpath("//article[@class='match']")
    assert page(client, "/fit/results/?visibility=0").xpath("//article[@class='match']")


def test_the_example_is_ranked_with_cited_reasons(client):
    tree = page(client, EXAMPLE)

    assert tree.xpath("//section[@class='tier']//article")
    reasons = tree.xpath("//article//li/a/@href")
    assert reasons
    for href in reasons:
        path, anchor = href.split("#")
        profile = page(client, path)
        assert profile.xpath(f"//div[@id='{anchor}']"), href
    assert tree.xpath("//section[@aria-labelledby='ruled-out']//li")
    assert tree.xpath("//a[starts-with(@href, '/compare/')][contains(@href, 'goals=career,meet-in-person')]")


def test_dropping_a_must_have_brings_the_platform_back(client):
    tree = page(client, EXAMPLE)
    out = tree.xpath("//section[@aria-labelledby='ruled-out']//li")[0]
    name, drop = out.xpath("a/text()")[0], out.xpath(".//a/@href")[1]

    again = page(client, drop)

    assert not again.xpath("//section[@aria-labelledby='ruled-out']")
    assert name in said(again)


def test_must_haves_can_be_dropped_when_nothing_is_left(client):
    musts = "&".join(f"must={feature.slug}" for feature in published.current().must_haves)
    tree = page(client, f"/fit/results/?goal=career&{musts}")

    assert "Your must-haves rule out every platform" in said(tree)
    drops = tree.xpath("//ul[@class='ruled-out']/li/a[2]/@href")
    assert len(drops) == len(published.current().platforms)
    assert len(parse_qs(urlsplit(drops[0]).query)["must"]) == len(published.current().must_haves) - 1


def test_suggested_changes_really_change_the_first_tier(client):
    tree = page(client, EXAMPLE)
    before = tree.xpath("//section[@aria-labelledby='tier-1']//h3/a/text()")

    for link in tree.xpath("//ul[@class='changes']//a"):
        after = page(client, link.get("href")).xpath("//section[@aria-labelledby='tier-1']//h3/a/text()")
        assert sorted(after) != sorted(before)


def test_an_old_link_still_works_and_lists_ignored_answers(client):
    tree = page(client, "/fit/results/?goal=career&goal=retired-goal&must=telepathy&colour=blue&visibility=9")

    assert tree.xpath("//article")
    notice = tree.xpath("//div[@class='notice']")[0].text_content()
    for word in ("retired-goal", "telepathy", "colour", "visibility"):
        assert word in notice


def test_answers_stay_out_of_caches_searches_and_referrers(client):
    for url in ("/fit/visibility/?goal=career", "/fit/review/?goal=career", EXAMPLE):
        response = client.get(url)

        assert response["Cache-Control"] == "private, max-age=60"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
        assert html.fromstring(response.content.decode()).xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_answers_reach_no_log(client, caplog):
    with caplog.at_level("DEBUG"):
        client.get(EXAMPLE)
        client.get("/fit/nowhere/else/?goal=career")

    assert "goal=career" not in caplog.text


def test_htmx_gets_just_the_question(client):
    response = client.get("/fit/visibility/?goal=career", headers={"HX-Request": "true"})

    assert b"<!doctype html>" not in response.content
    assert b'<div id="fit"' in response.content


def test_an_unknown_step_redirects_to_the_review(client):
    assert client.get("/fit/colour/?goal=career")["Location"] == "/fit/review/?goal=career"


@pytest.mark.parametrize(
    "url",
    ["/fit/", "/fit/visibility/?goal=career", "/fit/review/?goal=career", EXAMPLE, "/method/", "/method/fairness/"],
)
def test_every_step_costs_one_query(client, url, django_assert_num_queries):
    client.get(url)

    # the revision token
    with django_assert_num_queries(1):
        client.get(url)


def test_two_hundred_goals_and_ten_kilobytes_are_answered(client):
    many = urlencode([("goal", f"goal-{n}") for n in range(200)] + [("goal", "career")] * 50)
    assert client.get(f"/fit/results/?goal=career&{many}").status_code == 200
    assert client.get("/fit/results/?goal=career&x=" + "y" * 10_000).status_code == 414


def test_the_method_page_states_the_weights_of_every_goal(client):
    catalogue = published.current()
    tree = page(client, "/method/")

    for goal in catalogue.goals:
        listed = tree.xpath(f"//section[@aria-labelledby='goal-{goal.slug}']//li")
        assert len(listed) == len(goal.needs)


def test_the_fairness_page_shows_every_platform(client):
    catalogue = published.current()

    assert len(page(client, "/method/fairness/").xpath("//tbody/tr")) == len(catalogue.platforms)


def test_answers_are_unchanged_by_a_step(client):
    answers = Answers(goals=("career",), wishes=(("visibility", 2),), musts=("groups",), matters=("career",))

    response = client.get(f"/fit/must-haves/?{answers.query}&done=1")

    back = Answers.parse(parse_qs(urlsplit(response["Location"]).query), catalogue=published.current())
    assert back == answers


def test_the_method_page_shows_the_figures_of_the_report(client):
    catalogue = published.current()
    total = report(catalogue=catalogue, today=timezone.now().date()).total
    words = said(page(client, "/method/")).replace(",", "")

    assert f"The catalogue has {total.cells} cells" in words
    assert f"{total.known} known {total.cited} cited {total.official} resting on" in words
