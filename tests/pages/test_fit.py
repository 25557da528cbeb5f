"""The questionnaire through the real stack: each step, what comes back, what is said of bad input."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.utils import timezone
from lxml import html

from platforms.domain.catalogue.report import report
from platforms.domain.matching import questionnaire
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.summary import MOST_RULED_OUT
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
        "about-you",
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
        assert (f"Question {number} of 9" if key != "matters" else "One last question") in said(tree)
        assert tree.xpath("//input[@checked][@value!='']") == []
        assert tree.xpath("//button[@aria-current]") == []
        assert tree.xpath("//input[@type='range']") == []


def test_single_choices_are_one_tap_and_mark_the_earlier_answer(client):
    tree = page(client, "/fit/visibility/?goal=career&visibility=2")

    taps = tree.xpath("//form//button[@name='visibility']")
    assert [tap.get("value") for tap in taps] == ["0", "1", "2", "3", "4", "any"]
    assert {tap.get("type") for tap in taps} == {"submit"}
    (marked,) = tree.xpath("//button[@aria-current='true']")
    assert marked.get("value") == "2"
    assert "Your answer" in marked.xpath("string(.//small[@class='earlier'][not(@hidden)])")
    assert tree.xpath("//button[not(@aria-current)]//small[@class='earlier'][not(@hidden)]") == []
    response = client.get("/fit/visibility/?goal=career&visibility=any&done=1")
    assert response["Location"] == "/fit/structure/?goal=career"


def test_goals_say_how_many_are_chosen(client):
    tree = page(client, "/fit/?goal=career&goal=audience")

    (counter,) = tree.xpath("//*[@data-most]")
    assert (counter.get("data-most"), " ".join(counter.text_content().split())) == ("5", "2 of 5 chosen")


def test_about_you_is_one_page_each_part_optional_and_explained(client):
    tree = page(client, "/fit/about-you/?goal=career&country=DE&age=16-17")

    assert tree.xpath("//select[@name='country']/option[@selected]/@value") == ["DE"]
    assert len(tree.xpath("//select[@name='country']/option")) > 200
    assert tree.xpath("//input[@type='search']/@name") == []
    assert tree.xpath("//input[@name='age']/@value") == ["under-13", "13-15", "16-17", "18", ""]
    assert len(tree.xpath("//input[@name='field']")) == 9
    assert tree.xpath("//input[@checked]/@value") == ["16-17", ""]
    for name in ("country", "age", "field"):
        assert tree.get_element_by_id(f"why-{name}").text_content().startswith(("Some ", "Many "))
    response = client.get("/fit/about-you/?goal=career&country=&age=&field=&done=1")
    assert response["Location"] == "/fit/focus/?goal=career"


@pytest.mark.parametrize(("prefix", "name"), [("", "Germany"), ("/de", "Deutschland"), ("/es", "Alemania")])
def test_countries_have_the_names_of_the_language_from_a_to_z(client, prefix, name):
    names = page(client, f"{prefix}/fit/about-you/?country=DE").xpath("//select/option[@value!='']/text()")

    assert name in names
    first = [each[0] for each in names if each[0].isascii()]
    assert first == sorted(first)


def test_an_unknown_country_is_dropped_and_named(client):
    assert "XX" in said(page(client, "/fit/about-you/?goal=career&country=XX"))


def test_results_are_one_tap_away_from_the_goals_on(client):
    for key in steps():
        tree = page(client, f"{address(key)}?goal=career")
        links = tree.xpath("//form//a[starts-with(@href, '/fit/results/')]/@href")
        buttons = tree.xpath("//form//button[@name='then']/@value")
        assert links + buttons
        assert set(links + buttons) <= {"results", "/fit/results/?goal=career"}

    response = client.get("/fit/must-haves/?goal=career&must=groups&done=1&then=results")
    assert response["Location"] == "/fit/results/?goal=career&must=groups"


def test_every_page_after_the_goals_says_what_is_left(client):
    everybody = len(published.current().platforms)
    for key in steps()[1:]:
        left = page(client, f"{address(key)}?goal=career").get_element_by_id("so-far").text_content()
        assert f"{everybody} platforms left" in left
        assert left.count("In front:") == 1

    fewer = html.fromstring(client.get("/fit/left/?goal=career&must=groups&done=1").content.decode())
    assert 0 < int(fewer.xpath("string(.//b)").split()[0]) < everybody


def test_nothing_left_is_said(client):
    musts = "&".join(f"must={feature.slug}" for feature in published.current().must_haves)

    assert b"No platform left" in client.get(f"/fit/left/?goal=career&{musts}").content


def test_htmx_goes_to_the_whole_page_of_results(client):
    response = client.get("/fit/must-haves/?goal=career&done=1&then=results", headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == "/fit/results/?goal=career"


def test_answering_all_questions_keeps_every_answer(client):
    url, sent = "/fit/", {"goal": ["career", "organise"], "must": ["groups"], "matters": ["career", "visibility"]}
    told = {"country": "DE", "age": "18", "field": "care"}
    levels = {"focus": "3", "visibility": "2", "structure": "0", "identity": "any", "setting": "4", "effort": "1"}
    for key in steps():
        hidden = [(i.get("name"), i.get("value")) for i in page(client, url).xpath("//input[@type='hidden']")]
        name = {"goals": "goal", "must-haves": "must"}.get(key, key)
        chosen = [(name, value) for value in sent.get(name, [levels.get(key)])]
        chosen = list(told.items()) if key == "about-you" else chosen
        response = client.get(f"{address(key)}?{urlencode([*hidden, *chosen, ('done', '1')])}")
        assert response.status_code == 302
        url = response["Location"]

    assert urlsplit(url).path == "/fit/review/"
    expected = {**sent, **{k: [v] for k, v in (levels | told).items() if v != "any"}}
    assert parse_qs(urlsplit(url).query) == expected
    assert urlsplit(page(client, url).xpath("//a[@class='button']/@href")[0]).path == "/fit/results/"


def test_going_back_keeps_the_later_answers(client):
    url = "/fit/effort/?effort=1&goal=career&must=groups"
    for _ in range(7):
        url = page(client, url).xpath("string(//a[@class='back']/@href)")

    assert url == "/fit/?effort=1&goal=career&must=groups"
    tree = page(client, url)
    assert tree.xpath("//input[@checked]/@value") == ["career"]
    assert ("effort", "1") in [(i.get("name"), i.get("value")) for i in tree.xpath("//input[@type='hidden']")]


def test_change_opens_the_question_and_returns_to_review(client):
    review = page(client, "/fit/review/?goal=career&visibility=2")
    change = [a.get("href") for a in review.xpath("//dl//a") if "visibility" in a.get("href").split("?")[0]]

    tree = page(client, change[0])
    assert tree.xpath("//button[@aria-current]/@value") == ["2"]
    assert tree.xpath("//input[@name='then']/@value") == ["review"]
    response = client.get("/fit/visibility/?goal=career&then=review&visibility=4&done=1")
    assert response["Location"] == "/fit/review/?goal=career&visibility=4"


def test_a_change_of_a_friends_answer_leads_straight_to_the_result(client):
    result = page(client, "/fit/results/?goal=career&visibility=2&from=friend")
    (edit,) = result.xpath("//*[@class='told']/a/@href")
    changes = page(client, edit).xpath("//dl//a/@href")
    (change,) = [path for path in changes if path.startswith("/fit/visibility/")]
    tree = page(client, change)

    assert tree.xpath("//input[@name='then']/@value") == ["results"]
    response = client.get("/fit/visibility/?goal=career&then=results&visibility=4&done=1")
    assert response["Location"] == "/fit/results/?goal=career&visibility=4"


def test_an_answer_that_does_not_matter_drops_its_weight(client):
    response = client.get("/fit/visibility/?goal=career&visibility=any&matters=visibility&done=1")

    assert response["Location"] == "/fit/structure/?goal=career"


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("/fit/?done=1", "Choose at least one goal"),
        (
            "/fit/?done=1&goal=career&goal=audience&goal=organise&goal=learn-field&goal=show-skills&goal=communities",
            "Choose up to 5, not more",
        ),
        ("/fit/visibility/?goal=career&done=1", "Choose one of the answers, or that it doesn't matter"),
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
    assert page(client, "/fit/results/?goal=career").xpath("//details[@class='ranked']")
    assert page(client, "/fit/results/?visibility=0").xpath("//details[@class='ranked']")


def test_the_example_is_ranked_with_cited_reasons(client):
    tree = page(client, EXAMPLE)

    reasons = tree.xpath("//details[@class='ranked']//li/a[contains(@href, '#')]/@href")
    assert reasons
    for href in reasons:
        path, anchor = href.split("#")
        profile = page(client, path)
        assert profile.xpath(f"//*[@id='{anchor}']"), href
    assert tree.xpath("//section[@aria-labelledby='ruled-out']//li")
    assert tree.xpath("//a[starts-with(@href, '/compare/')][contains(@href, 'goals=career,meet-in-person')]")


def test_dropping_a_must_have_ends_its_group(client):
    tree = page(client, EXAMPLE)
    (group,) = tree.xpath("//section[@aria-labelledby='ruled-out']//summary//b/text()")
    (drop,) = tree.xpath("//section[@aria-labelledby='ruled-out']/details/p/a/@href")

    assert "Not met: “I can use a pseudonym”" in group
    assert not page(client, drop).xpath("//section[@aria-labelledby='ruled-out']")


def test_must_haves_can_be_dropped_when_nothing_is_left(client):
    musts = "&".join(f"must={feature.slug}" for feature in published.current().must_haves)
    tree = page(client, f"/fit/results/?goal=career&{musts}")

    assert tree.xpath("string(//h1)").strip() == "Every platform is ruled out"
    assert "Every platform is ruled out" in tree.xpath("string(//title)")
    drops = tree.xpath("//section[@aria-labelledby='ruled-out']/details/p/a/@href")
    assert len(parse_qs(urlsplit(drops[0]).query)["must"]) == len(published.current().must_haves) - 1
    listed = len(tree.xpath("//ul[@class='ruled-out']/li"))
    assert listed == min(MOST_RULED_OUT, len(published.current().platforms))


def test_suggested_changes_do_what_they_say(client):
    tree = page(client, EXAMPLE)
    chips = tree.xpath("//ul[@class='corrections']//a")

    assert chips
    for chip in chips:
        words = " ".join(chip.text_content().split())
        after = page(client, chip.get("href"))
        first = after.xpath("string((//details[@class='ranked']//b)[1])")
        assert first in words
        gone = len(after.xpath("//ul[@class='ruled-out']/li"))
        assert f"{len(published.current().platforms) - gone} left" in words


def test_an_old_link_still_works_and_lists_ignored_answers(client):
    tree = page(client, "/fit/results/?goal=career&goal=retired-goal&must=telepathy&colour=blue&visibility=9")

    assert tree.xpath("//details[@class='ranked']")
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
