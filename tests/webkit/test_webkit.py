"""What people come for, in WebKit: the seven tasks, Back and Forward, heads that stay in sight and open."""


def test_a_designer_chooses_between_three(phone):
    phone.open("/")
    for slug in ("linkedin", "behance", "instagram"):
        phone.tap(f"label.spot[for=p-{slug}]")
    phone.tap(".tray button")

    phone.at("/compare/")
    assert "Portfolios of designers" in phone.find(".verdicts").text
    assert len(phone.all("tr.trait .line .mark")) >= 4


def test_which_app_takes_a_12_year_old(phone):
    phone.open("/")
    phone.tap(phone.link("12-year-old"))

    phone.at("?q=12-year-old")
    assert phone.find("h1").text == "No platform here accepts 12-year-olds."


def test_a_pseudonym_and_not_public(phone):
    phone.open("/platforms/?q=pseudonym%2C+private")

    assert len(phone.all(".understood a")) == 2
    assert phone.all("#found li")


def test_facebook_or_nextdoor_for_events_nearby(phone):
    phone.open("/compare/facebook/nextdoor/?show=all")
    phone.tap("#find-events-nearby summary")

    notes = phone.find("#find-events-nearby + tr")
    phone.wait(notes.is_displayed)
    assert "Something wrong?" in notes.text


def test_a_friend_changes_one_answer_of_a_shared_result(phone):
    phone.open("/fit/results/?goal=career&goal=meet-in-person&visibility=2&from=friend")
    assert "A friend's result." in phone.find("main").text

    phone.tap(".correction")
    phone.wait(lambda: "from=friend" not in phone.driver.current_url)
    assert phone.find("#result").text


def test_what_tells_social_media_from_networking(phone):
    phone.open("/")
    phone.tap(phone.link("Guides"))
    phone.at("/guide/")
    phone.open(phone.script("document.querySelector('main a[href*=social-or-professional]').getAttribute('href')"))

    assert "Networking platforms are for working life" in phone.find("main").text


def test_why_whatsapp_is_ruled_out_and_back(phone):
    phone.open("/fit/results/?goal=friends-family&must=no-phone-number-needed")
    phone.tap(".out summary")
    phone.tap(phone.link("Bring back"))

    phone.at("back=")
    assert "is back." in phone.find("main").text


def test_back_and_forward_keep_the_page(phone):
    phone.open("/compare/facebook/linkedin/")
    phone.tap("#show-all")
    phone.at("?show=all")
    rows = len(phone.all("tbody tr[id]"))

    phone.driver.back()
    phone.wait(lambda: "show=all" not in phone.driver.current_url)
    assert len(phone.all("tbody tr[id]")) == 12
    phone.driver.forward()
    phone.at("?show=all")
    assert len(phone.all("tbody tr[id]")) == rows


def test_heads_stay_in_sight_and_open_in_place(phone):
    phone.open("/compare/facebook/linkedin/?show=all")
    phone.script("scrollTo(0, 1500)")
    phone.wait(lambda: phone.script("scrollY") >= 1400)
    assert abs(phone.script("document.querySelector('.heads').getBoundingClientRect().top")) < 2

    phone.script("document.querySelectorAll('.slots summary')[1].click()")

    panel = phone.find(".slot[open] .panel")
    phone.wait(panel.is_displayed)
    assert phone.script("document.querySelector('.slot[open] .panel').getBoundingClientRect().top") > 0


def test_glyphs_and_answers_show(phone):
    phone.open("/fit/visibility/?goal=career")
    assert phone.script("document.querySelector('.strip .token svg').getBoundingClientRect().width") > 5

    phone.tap("button[name=visibility][value='2']")
    phone.at("/fit/structure/")
    phone.driver.back()
    phone.at("/fit/visibility/")
