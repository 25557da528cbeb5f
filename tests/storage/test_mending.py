"""What an earlier release could store, and today's rules refuse, becomes a draft and is named."""

import datetime

import pytest
from django.core.management import call_command

from platforms.domain.document.files import read_files
from platforms.domain.document.writing import write_files
from platforms.models import Feature, Goal, Guide, Platform, Source, Trait
from platforms.storage.document.mending import mend_after_upgrade, mend_stored
from platforms.storage.document.stored import stored

pytestmark = pytest.mark.django_db

FUTURE = datetime.date(2999, 1, 1)
TODAY = datetime.date.today()  # noqa: DTZ011


@pytest.fixture
def broken():
    """Rows that the desk of an earlier release saved."""
    labels = {"name": "Odd", "low_label": "low", "high_label": "high", "order": 32767}
    Trait.objects.create(slug="odd", core=True, **labels)
    gap = Trait.objects.create(slug="gap", **labels)
    for value in (0, 4):
        gap.levels.create(value=value, label="Label", phrase="is", description="Seen.")
    Trait.objects.create(slug="goal", **labels)
    polls = Feature.objects.get(slug="polls")
    Feature.objects.create(slug="career", name="Career", group=polls.group, yes_means="Yes.")
    Goal.objects.create(slug="nothing", wording="Nothing")
    Goal.objects.create(slug="odd-too", wording="Odd too").needs.create(trait=gap, target=1, weight=1)
    Guide.objects.create(slug="open", title="Open", summary="Open.", markdown="{trait nothing}")
    Source.objects.filter(slug="alignable-launch").update(read_on=FUTURE)
    Platform.objects.get(slug="linkedin").support.filter(feature__slug="polls").update(checked_on=FUTURE)


def test_old_rows_become_drafts_that_are_named(broken, client):
    problems = "\n".join(map(str, mend_stored()))

    for named in ("odd: has 0 levels", "gap: has 2 levels", "goal: is a word", "“career” is there twice",
                  "nothing: has no need", "odd-too: needs the trait “gap”, which is a draft", "guides/open.toml",
                  "sources.alignable-launch: read_on 2999-01-01", "support.polls: checked_on 2999-01-01"):  # fmt: skip
        assert named in problems
    assert set(Trait.objects.filter(draft=True).values_list("slug", flat=True)) == {"odd", "gap", "goal"}
    assert (
        client.get("/compare/social/professional/").status_code == client.get("/platforms/linkedin/").status_code == 200
    )
    document = stored()
    assert read_files(write_files(document), today=TODAY) == document
    assert mend_stored() == []


def test_a_dump_of_old_rows_loads_with_drafts(broken, tmp_path, capsys):
    call_command("dump_catalogue", str(tmp_path))
    mend_stored()
    before = stored()

    call_command("load_catalogue", str(tmp_path), overwrite=True)

    assert "a draft, or mended: traits.toml: odd: has 0 levels" in capsys.readouterr().out
    assert [trait.slug for trait in stored().traits if trait.draft] == [t.slug for t in before.traits if t.draft]


def test_only_the_upgrade_that_brings_the_rules_mends(broken):
    mend_after_upgrade(plan=[])

    assert not Trait.objects.filter(draft=True).exists()
