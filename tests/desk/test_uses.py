"""Uses and the audience on the sheet, in the history, the queue, reports and lists of a source's users."""

import datetime

import msgspec
import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from lxml import html

from platforms.desk import queue as queue_module
from platforms.models import AudienceCell, Correction, Platform, Source, Use
from platforms.storage import history, published
from platforms.storage.document.stored import stored_platform
from tests.desk.conftest import fields_of, sheet_url, text_of
from tests.parts import DAY, known

TODAY = timezone.now().date()


@pytest.fixture(autouse=True)
def nothing_known(database):
    """No platform has a use or an audience yet: these tests enter their own."""
    Use.objects.all().delete()
    AudienceCell.objects.all().delete()


@pytest.fixture
def filled(linkedin):
    """LinkedIn as a part, with uses and an audience, in the database."""
    part = stored_platform(linkedin.pk)
    history.save(known(part), base=part)
    return stored_platform(linkedin.pk)


def save(client, platform, *, follow=True, **changed):
    fields = fields_of(client.get(sheet_url(platform)))
    return client.post(sheet_url(platform), fields | changed, follow=follow)


def source_of(linkedin):
    return linkedin.ratings.first().sources.first().slug


def test_the_sheet_has_a_row_for_each_goal_and_part_of_the_audience(editor, linkedin, filled):
    fields = fields_of(editor.get(sheet_url(linkedin)))

    assert fields["uses.career-level"] == ["4"]
    assert fields["uses.career-why"] == ["The first page names it."]
    assert fields["uses.learn-field-level"] == [""]
    assert fields["audience.countries-not_offered"] == ["CN"]
    assert fields["audience.countries-members"] == ["US, IN"]
    assert fields["audience.ages-exceptions"] == ["AU 18, KR 14"]
    assert fields["audience.ages-check"] == ["declared"]
    assert sorted(fields["audience.fields-fields"]) == ["business", "design"]
    assert fields["audience.joining-needs"] == ["work-email"]


def test_saving_them_unchanged_changes_nothing(editor, linkedin, filled):
    answer = save(editor, linkedin, follow=False)

    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Nothing was changed."]
    assert stored_platform(linkedin.pk) == filled


def test_a_use_is_entered_with_its_source(editor, linkedin):
    save(editor, linkedin, **{
        "uses.career-level": "3", "uses.career-why": "It has a page of jobs.",
        "uses.career-more": source_of(linkedin), "uses.career-checked_on": "2026-11-23",
    })  # fmt: skip

    use = linkedin.uses.get()
    assert (use.goal.slug, use.level, use.why, use.checked_on) == ("career", 3, "It has a page of jobs.", DAY)
    assert [source.slug for source in use.sources.all()] == [source_of(linkedin)]


def test_an_audience_is_entered_as_text_and_boxes(editor, linkedin):
    source = source_of(linkedin)
    save(editor, linkedin, **{
        "audience.countries-offered": "us, ca us", "audience.countries-more": source,
        "audience.ages-minimum": "13", "audience.ages-exceptions": "kr 14, AU 16", "audience.ages-younger": "9",
        "audience.ages-check": "documents", "audience.ages-more": source,
        "audience.fields-fields": ["design", "science"], "audience.fields-more": source,
        "audience.joining-is_known": "on", "audience.joining-more": source,
    })  # fmt: skip

    audience = stored_platform(linkedin.pk).audience
    assert audience.countries.offered == ("US", "CA")
    assert (audience.ages.minimum, audience.ages.exceptions, audience.ages.younger) == (13, {"AU": 16, "KR": 14}, 9)
    assert audience.ages.check == "documents"
    assert audience.fields.fields == ("design", "science")
    assert audience.joining.needs == ()


def test_a_minimum_age_of_0_is_known(editor, linkedin):
    save(editor, linkedin, **{"audience.ages-minimum": "0", "audience.ages-more": source_of(linkedin)})

    assert stored_platform(linkedin.pk).audience.ages.minimum == 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"uses.career-level": "3"}, "Why: Say why, in one sentence."),
        ({"uses.career-why": "Because."}, "Level: Choose a level, or leave out why."),
        ({"uses.career-level": "9"}, "Select a valid choice"),
        ({"audience.countries-offered": "US, Q1"}, "“Q1” is no country's code."),
        ({"audience.countries-offered": "US", "audience.countries-not_offered": "CN"}, "one of them is enough"),
        ({"audience.countries-note": "Who knows"}, "Tick this if you know it"),
        ({"audience.ages-exceptions": "AU 16"}, "Give the minimum age."),
        ({"audience.ages-minimum": "13", "audience.ages-exceptions": "Australia 16"}, "“Australia 16” can't be read."),
        ({"audience.ages-minimum": "13", "audience.ages-exceptions": "AU 16, AU 14"}, "“AU” is there twice."),
        ({"audience.ages-minimum": "13", "audience.ages-younger": "15"}, "begins no earlier"),
        ({"audience.ages-minimum": "130"}, "less than or equal to 99"),
        ({"audience.joining-needs": "luck"}, "Select a valid choice"),
        ({"audience.fields-checked_on": "2999-01-01"}, "This day lies in the future."),
    ],
)
def test_a_mistake_is_named_at_its_field_and_the_input_stays(editor, linkedin, changed, message):
    response = save(editor, linkedin, **changed | {"about-tagline": "My own words"})

    assert response.status_code == 422
    page = html.fromstring(response.content.decode())
    errors = " ".join(error.text_content() for error in page.find_class("desk-error"))
    assert message.rpartition(": ")[2] in errors
    assert message in text_of(response)
    sent = fields_of(response)
    for name, value in changed.items():
        if value not in ("9", "luck"):  # what no select or box offers
            assert sent[name] == [value]
    assert not linkedin.uses.exists()
    assert not linkedin.audience.exists()


def test_a_public_platform_cannot_gain_an_uncited_use(editor, linkedin):
    response = save(editor, linkedin, **{"uses.career-level": "3", "uses.career-why": "Because."})

    assert response.status_code == 422
    assert "The use for “Find a job or be found by recruiters” has no source." in text_of(response)


def test_the_history_names_them_in_words(publisher, linkedin, filled):
    origin = linkedin.history.order_by("-history_id").first()
    save(publisher, linkedin, **{"uses.career-level": "3", "audience.ages-minimum": "18"})
    entry = linkedin.history.order_by("-history_id").first()

    page = text_of(publisher.get(reverse("admin:platforms_platform_entry", args=[linkedin.pk, entry.pk])))
    assert "Use for “Find a job or be found by recruiters” level: made for it → a main use" in page
    assert "Ages 16 and over; 18 in Australia, 14 in South Korea; you state your age → 18 and over;" in page

    publisher.post(reverse("admin:platforms_platform_entry", args=[linkedin.pk, origin.pk]))
    assert stored_platform(linkedin.pk) == filled


def test_going_back_to_an_entry_older_than_uses_offers_to_remove_none(publisher, linkedin, filled):
    old = linkedin.history.order_by("history_id").first()
    old.document = {key: value for key, value in old.document.items() if key not in ("uses", "audience")}
    old.save()
    save(publisher, linkedin, **{"about-tagline": "Another line"})

    page = publisher.get(reverse("admin:platforms_platform_entry", args=[linkedin.pk, old.pk]))

    assert [difference.key for difference in page.context["back"]] == ["tagline"]


def test_two_editors_decide_between_their_uses(editor, publisher, linkedin, filled):
    stale = fields_of(editor.get(sheet_url(linkedin)))
    save(publisher, linkedin, **{"uses.career-level": "3", "uses.communities-level": "2"})

    answer = editor.post(sheet_url(linkedin), stale | {"uses.career-level": "2", "audience.ages-minimum": "18"})

    assert answer.status_code == 409
    assert answer.context["both"] == {"uses.career"}
    assert "level: made for it → a main use" in text_of(answer)
    editor.post(sheet_url(linkedin), fields_of(answer) | {"decide-uses.career": "theirs"})
    now = stored_platform(linkedin.pk)
    assert {goal: use.level for goal, use in now.uses.items()} == {"career": 3, "communities": 2}
    assert now.audience.ages.minimum == 18


def test_stale_and_unknown_ones_are_in_the_queue(editor, linkedin, filled):
    def queue():
        return editor.get("/admin/").context["queue"]

    before = queue()
    linkedin.uses.filter(goal__slug="career").update(checked_on=datetime.date(2020, 1, 1))
    linkedin.audience.filter(subject="ages").update(checked_on=None)
    history.save(msgspec.structs.replace(stored_platform(linkedin.pk), uses={}), base=stored_platform(linkedin.pk))
    linkedin.audience.filter(subject="fields").delete()

    after = queue()
    assert after["unknown_count"] == before["unknown_count"] + 3
    assert after["stale_count"] == before["stale_count"] + 1
    listed = {line[0].partition("#")[2] for line in queue_module.unknown_cells(published.current())}
    assert {"uses.career", "audience.fields"} <= listed


def test_the_sheet_counts_and_marks_them(editor, linkedin, filled):
    linkedin.uses.filter(goal__slug="career").update(checked_on=datetime.date(2020, 1, 1))

    response = editor.get(sheet_url(linkedin))

    page = html.fromstring(response.content.decode())
    states = {key: page.get_element_by_id(key).get("class").split()[1:] for key in ("uses.career", "uses.audience")}
    assert states == {"uses.career": ["stale"], "uses.audience": ["unknown"]}
    assert response.context["sheet"].counts["stale"] >= 1


def test_a_report_leads_to_the_row_on_the_sheet(publisher, linkedin):
    report = Correction.objects.create(platform=linkedin, cell="uses.career", wrong="x", source_url="https://a.b")

    page = publisher.get(reverse("admin:platforms_correction_change", args=[report.pk])).content.decode()

    assert f"{sheet_url(linkedin)}#uses.career" in page


def test_a_source_that_only_an_audience_cites_is_kept_and_watched(publisher, linkedin, filled):
    source = Source.objects.create(
        slug="lone", url="https://a.example/", title="A", publisher="B", official=False, read_on=DAY
    )
    linkedin.audience.get(subject="ages").sources.set([source])
    Source.objects.exclude(pk=source.pk).update(reachable_on=TODAY)

    assert list(publisher.get("/admin/").context["queue"]["sources"]) == [source]
    page = publisher.get(reverse("admin:platforms_source_delete", args=[source.pk]))
    assert "part of the audience: LinkedIn: ages" in text_of(page)
    assert Platform.objects.filter(audience__sources=source).exists()
