"""What people come for, in WebKit: the seven tasks, Back and Forward, heads that stay in sight and open."""


def choose_on_map(phone, *slugs):
    for slug in slugs:
        phone.tap(f"label.spot[for=p-{slug}]")
    phone.tap(".tray button", leads_to="/compare/")


def test_a_designer_chooses_between_three(phone):
    phone.begin("designer")
    choose_on_map(phone, "linkedin", "behance", "instagram")

    phone.see(".verdict", "portfolio")
    for trait in ("Focus", "Visibility", "Structure", "Purpose"):
        phone.see("summary .label", trait)
    phone.check("designer")


def test_which_app_takes_a_12_year_old(phone):
    phone.begin("twelve")
    phone.tap("a", "12-year-old", leads_to="?q=12-year-old")

    phone.see("h1", "No platform here accepts 12-year-olds.")
    phone.see("h2", "From 13")
    phone.see("h2", "Not confirmed")
    phone.check("twelve")


def test_a_pseudonym_and_not_public(phone):
    phone.begin("pseudonym")
    phone.taps += 1
    phone.shown("#q").send_keys("pseudonym, private")
    phone.tap("main form button", leads_to="?q=pseudonym")

    phone.see(".understood")
    assert len(phone.all(".understood a")) == 2
    phone.see("#found li")
    phone.check("pseudonym")


def test_facebook_or_nextdoor_for_events_nearby(phone):
    phone.begin("neighbours")
    choose_on_map(phone, "facebook", "nextdoor")

    phone.see(".verdict", "News, help and questions among neighbours")
    phone.tap("#show-all", leads_to="?show=all")
    row = phone.see("#find-events-nearby")
    assert row.text.count("Yes") == 2
    phone.check("neighbours")


def test_a_friend_changes_one_answer_of_a_shared_result(phone):
    phone.begin("friend")
    phone.tap("summary", "Share")
    phone.open("/" + phone.find(".share").get_attribute("data-link").split("/", 3)[3])
    phone.arrive()

    phone.see("main", "A friend's result.")
    before = phone.find(".told").text
    phone.tap(".correction")
    phone.wait(lambda: "from=friend" not in phone.driver.current_url)
    phone.wait(lambda: phone.find(".told").text != before)
    phone.arrive()
    phone.see("#result")
    phone.check("friend")


def test_what_tells_social_media_from_networking(phone):
    phone.begin("difference")
    phone.tap("footer a", "Guides", leads_to="/guide/")
    phone.tap("main a", "Social", leads_to="/guide/social-or-professional/")

    phone.see("main p", "Networking platforms are for working life")
    phone.check("difference")


def test_why_whatsapp_is_ruled_out_and_back(phone):
    phone.begin("ruled-out")
    phone.tap(".out summary", "WhatsApp")
    phone.tap("a", "Bring back", leads_to="back=whatsapp")

    assert "WhatsApp is back: " in phone.shown("#m-whatsapp").text
    phone.check("ruled-out")


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
