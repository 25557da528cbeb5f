"""Open data: what others build on."""

import csv
import datetime
import io
import json

import msgspec
import pytest
from django.core.management import call_command
from django.utils import timezone

from platforms.domain.document.parts import Document
from platforms.domain.opendata import spreadsheet
from platforms.domain.opendata.catalogue import CatalogueData, PlatformData, ProblemData, read_json
from platforms.domain.opendata.comparison import ComparisonData
from platforms.domain.opendata.fit import FitData
from platforms.domain.plain_text import is_formula
from platforms.models import Platform, Rating
from platforms.storage.document.stored import stored

FIT = "/data/fit.json?goal=career&goal=meet-in-person&visibility=2&must=pseudonym-allowed&matters=career"
SHAPES = {
    "/data/catalogue.json": CatalogueData,
    "/data/platforms/linkedin.json": PlatformData,
    "/data/compare/facebook/linkedin.json": ComparisonData,
    "/data/compare/x/meetup/linkedin/reddit.json?goals=career": ComparisonData,
    "/data/fit.json": FitData,
    FIT: FitData,
}
OTHERS = ["/data/catalogue.csv", "/data/schema.json", "/data/openapi.json"]
PROBLEMS = [
    ("/data/nowhere.json", 404, ""),
    ("/data/platforms/linkedn.json", 404, "linkedn"),
    ("/data/platforms/meetup.json", 410, "meetup"),
    ("/data/compare/facebook/linkedn.json", 404, "linkedn"),
    ("/data/compare/facebook/meetup.json", 410, "meetup"),
    ("/data/compare/facebook.json", 404, "facebook"),
    ("/data/compare/facebook/facebook.json", 404, "facebook/facebook"),
    ("/data/compare/facebook/linkedin/x/reddit/xing.json", 400, "facebook/linkedin/x/reddit/xing"),
    ("/data/platforms/AAA.json", 404, "AAA"),
    ("/data/fit.json?goal=%00", 400, ""),
    (f"/data/fit.json?{'&' * 1000}", 400, ""),
    (f"/data/fit.json?{'a' * 8000}", 414, ""),
]


@pytest.mark.parametrize(("url", "shape"), SHAPES.items())
def test_answers_have_the_published_shape_revision_and_licence(client, url, shape):
    data = msgspec.json.decode(client.get(url).content, type=shape)

    assert len(data.revision) == 32
    assert data.licence.startswith("https://creativecommons.org/")
    assert data.revision in data.citation


@pytest.mark.parametrize("url", [*SHAPES, *OTHERS])
def test_any_site_can_read_and_revalidate_the_data(client, url):
    response = client.get(url)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    again = client.get(url, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")


@pytest.mark.parametrize("url", [*SHAPES, *OTHERS])
def test_each_answer_costs_one_query(client, url, django_assert_num_queries):
    client.get(url)

    # the revision token
    with django_assert_num_queries(1):
        client.get(url)


def test_preflight_requests_are_allowed(client):
    response = client.options("/data/catalogue.json")

    assert response.status_code == 204
    assert response["Access-Control-Allow-Methods"] == response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"


@pytest.mark.parametrize(("url", "status", "key"), PROBLEMS)
def test_a_problem_is_json_with_message_key_and_status(client, withdrawn_meetup, url, status, key):
    response = client.get(url)

    problem = msgspec.json.decode(response.content, type=ProblemData)
    assert (response.status_code, problem.status, problem.key) == (status, status, key)
    assert problem.error.endswith((".", "all."))
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_data_is_read_only(client, method):
    response = getattr(client, method)("/data/catalogue.json")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert json.loads(response.content)["status"] == 405


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/data/platforms/LinkedIn.json", "/data/platforms/linkedin.json"),
        ("/data/platforms/twitter.json", "/data/platforms/x.json"),
        ("/data/compare/twitter/facebook/facebook.json?goals=career", "/data/compare/x/facebook.json?goals=career"),
    ],
)
def test_a_former_name_redirects_to_the_current_one(client, old, new):
    response = client.get(old)

    assert (response.status_code, response["Location"]) == (301, new)


def test_drafts_and_withdrawn_platforms_do_not_leak(client, withdrawn_meetup):
    Platform.objects.filter(slug="xing").update(published_at=None, published_by=None)

    for url in ("/data/catalogue.json", "/data/catalogue.csv", "/data/openapi.json"):
        text = client.get(url).content.decode()
        assert "meetup.com" not in text
        assert '"xing"' not in text
        assert "\nxing," not in text


def test_loading_exported_json_changes_nothing(client, tmp_path, capsys):
    before = client.get("/data/catalogue.json").content
    (tmp_path / "catalogue.json").write_bytes(before)

    call_command("load_catalogue", tmp_path / "catalogue.json")
    assert "0 keys changed" in capsys.readouterr().out
    assert client.get("/data/catalogue.json").content == before


@pytest.mark.usefixtures("fresh_process")
def test_loading_exported_json_restores_every_cell(client, tmp_path):
    before = json.loads(client.get("/data/catalogue.json").content)
    (tmp_path / "catalogue.json").write_text(json.dumps(before))
    Rating.objects.filter(platform__slug="linkedin").update(why="Somebody scribbled here.", lowest=0)
    Platform.objects.get(slug="xing").figures.all().delete()
    Platform.objects.filter(slug="meetup").update(name="Meat up")

    call_command("load_catalogue", tmp_path / "catalogue.json", "--overwrite")

    after = json.loads(client.get("/data/catalogue.json").content)
    own = {"revision", "published_at", "citation"}  # of this very state in this very place
    assert {k: v for k, v in after.items() if k not in own} == {k: v for k, v in before.items() if k not in own}


def test_the_data_covers_the_whole_document():
    # What editors translated stands in the pages of its language; the English data has none of it.
    assert {*Document.__struct_fields__} - {"translations"} <= set(CatalogueData.__struct_fields__)


def test_public_json_matches_the_document(client, shipped):
    data = read_json(
        client.get("/data/catalogue.json").content.decode(), name="catalogue.json", today=timezone.now().date()
    )

    now = stored()
    assert data.platforms == now.platforms
    assert data.goals == now.goals
    assert sorted(data.features, key=lambda f: f.slug) == sorted(now.features, key=lambda f: f.slug)
    used = {slug for platform in shipped.platforms for _, slugs in platform.cited() for slug in slugs}
    assert set(data.sources) == used


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "catalogue.json: is not JSON"),
        ("{}", "catalogue.json: version: "),
        ('{"version": 2, "revision": "", "published_at": null, "licence": "", "citation": "", "cell_address": "",'
         ' "platforms": [], "traits": [], "groups": [], "features": [], "goals": [], "guides": [], "sources": {}}',
         "catalogue.json: version: is not 1"),
        ('{"version": 1, "revision": "", "published_at": null, "licence": "", "citation": "", "cell_address": "",'
         ' "platforms": [], "traits": [], "groups": [], "features": [], "guides": [], "sources": {}, "goals":'
         ' [{"slug": "a", "wording": "A", "order": 1, "needs": [{"weight": 1, "feature": "lost"}]}]}',
         "needs the feature “lost”"),
    ],
)  # fmt: skip
def test_an_invalid_json_file_is_refused_with_the_place(tmp_path, text, says):
    (tmp_path / "catalogue.json").write_text(text)

    with pytest.raises(Exception, match="Nothing was loaded") as refusal:
        call_command("load_catalogue", tmp_path / "catalogue.json")
    assert says in str(refusal.value)


def test_the_spreadsheet_has_one_row_per_cell(client):
    response = client.get("/data/catalogue.csv")

    assert response["Content-Type"].startswith("text/csv")
    text = response.content.decode()
    assert text.startswith("\ufeffplatform,name,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert tuple(rows[0]) == spreadsheet.COLUMNS
    assert all(None not in row and None not in row.values() for row in rows)
    of_linkedin = [row for row in rows if row["platform"] == "linkedin"]
    assert sum(row["about"] == "trait" for row in of_linkedin) == 8
    assert sum(row["about"] == "feature" for row in of_linkedin) == 62
    visibility = next(row for row in of_linkedin if row["key"] == "visibility")
    rating = json.loads(client.get("/data/platforms/linkedin.json").content)["platform"]["ratings"]["visibility"]
    assert (int(visibility["low"]), int(visibility["high"])) == (rating["low"], rating["high"])
    assert visibility["address"] == "http://testserver/platforms/linkedin/#visibility"
    assert datetime.date.fromisoformat(visibility["checked_on"])
    assert len({(row["platform"], row["key"]) for row in rows}) > 32 * 53


def test_the_spreadsheet_holds_no_formula(client):
    Rating.objects.filter(platform__slug="linkedin", trait__slug="focus").update(why='=HYPERLINK("https://x.example")')

    rows = csv.reader(io.StringIO(client.get("/data/catalogue.csv").content.decode(), newline=""))
    notes = [field for row in rows for field in row]
    assert '\'=HYPERLINK("https://x.example")' in notes
    assert [field for field in notes if is_formula(field)] == []


def test_every_cell_address_exists_on_its_page(client):
    catalogue = json.loads(client.get("/data/catalogue.json").content)
    linkedin = next(p for p in catalogue["platforms"] if p["slug"] == "linkedin")
    page = client.get("/platforms/linkedin/").content.decode()

    assert catalogue["cell_address"] == "http://testserver/platforms/{platform}/#{key}"
    keys = [*linkedin["ratings"], *linkedin["support"], *linkedin["facts"], "figures"]
    assert [key for key in keys if f'id="{key}"' not in page] == []


def test_a_comparison_matches_its_page(client):
    data = json.loads(client.get("/data/compare/facebook/linkedin.json").content)
    page = client.get("/compare/facebook/linkedin/?show=all").content.decode()

    missing = [row["key"] for row in data["rows"] if f'<tr role="row" id="{row["key"]}"' not in page]
    assert missing == ["minimum-age"]  # on the page, who can join stands in its place
    assert [cell["platform"] for cell in data["rows"][0]["cells"]] == ["facebook", "linkedin"]
    assert all(row["differs"] == (row["verdict"] == "differs") for row in data["rows"])
    assert all(clause["text"].endswith(".") for clause in data["in_short"])
    cited = {
        slug for row in data["rows"] for cell in row["cells"] for slug in (cell["rating"] or {}).get("sources", ())
    }
    assert cited <= set(data["sources"])


def test_a_fit_ranks_like_the_results_page(client):
    data = json.loads(client.get(FIT).content)
    page = client.get(FIT.replace("/data/fit.json", "/fit/results/")).content.decode()

    names = [page.index(f'id="m-{found["platform"]}"') for found in data["ranking"] if found["tier"] == 1]
    assert names == sorted(names)
    assert data["answers"] == {
        "goal": ["career", "meet-in-person"], "must": ["pseudonym-allowed"], "matters": ["career"],
        "wishes": {"visibility": 2}, "country": "", "age": "", "field": "", "strict": False, "back": [],
    }  # fmt: skip
    for found in data["ranking"]:
        assert found["low"] <= found["score"] <= found["high"]
        assert sum(reason["contribution"] for reason in found["reasons"]) == pytest.approx(found["score"], abs=1e-5)


def test_unusable_fit_answers_are_reported(client):
    data = json.loads(client.get("/data/fit.json?goal=fame&visibility=9").content)

    assert {(i["key"], i["reason"]) for i in data["ignored"]} == {("goal", "unknown"), ("visibility", "level")}
    assert data["ranking"] == []


def test_answers_of_a_fit_stay_out_of_shared_caches(client):
    assert client.get(FIT)["Cache-Control"].startswith("private")


def test_openapi_lists_working_addresses_and_json_schema_patterns(client):
    description = json.loads(client.get("/data/openapi.json").content)

    assert description["openapi"].startswith("3.1")
    text = json.dumps(description) + client.get("/data/schema.json").content.decode()
    assert "\\\\Z" not in text
    assert "Part" not in text
    for path, operations in description["paths"].items():
        values = {
            p["name"]: p["examples"]["one"]["value"] for p in operations["get"]["parameters"] if p["in"] == "path"
        }
        assert client.get(path.format(**values)).status_code == 200, path
