"""JSON Schema and OpenAPI 3.1 of the open data, generated from its types and from the catalogue's own names."""

from collections.abc import Iterable
from typing import Any

import msgspec

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.selection import FEWEST, MOST
from platforms.domain.countries import CODES
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.matching.answers import FIELDS, MOST_GOALS, MOST_THAT_MATTER
from platforms.domain.opendata.catalogue import LICENCE, CatalogueData, PlatformData, ProblemData
from platforms.domain.opendata.comparison import ComparisonData
from platforms.domain.opendata.fit import FitData
from platforms.domain.vocabulary import LEVELS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHAPES = (CatalogueData, PlatformData, ComparisonData, FitData, ProblemData)

NO_NUL = r"^[^\u0000]*$"

BACK = "Platforms to be ranked although they lack a must-have, or are made for another field."


def json_schema(*, site: str) -> dict[str, Any]:
    """Return the schema of `catalogue.json`; the other answers are under `$defs`."""
    components = _components("#/$defs/{name}")
    root = components["CatalogueData"]
    return {"$schema": DIALECT, "$id": f"{site}/data/schema.json", **root, "$defs": components}


def openapi(*, catalogue: Catalogue, site: str) -> dict[str, Any]:
    """Describe every address under /data/ that programs read, with the names of this revision."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Side by Side: open data",
            "version": "1",
            "summary": "Social and professional platforms, every cell with its sources.",
            "description": (
                "Read only, without a key. Every answer carries its revision, an ETag and open CORS. "
                "A value in the query string that means nothing changes nothing; a fit names it in `ignored`. "
                "Shapes are stable: what changes them gets another version."
            ),
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        "jsonSchemaDialect": DIALECT,
        "servers": [{"url": site}],
        "externalDocs": {"url": f"{site}/data/", "description": "The same for people, with examples."},
        "paths": _paths(catalogue),
        "components": {
            "schemas": _components("#/components/schemas/{name}"),
            "headers": {
                "ETag": {"description": "Send it back as If-None-Match.", "schema": {"type": "string"}},
                "AnyOrigin": {"description": "Any page may read this.", "schema": {"const": "*"}},
            },
        },
    }


def _components(ref_template: str) -> dict[str, Any]:
    _, components = msgspec.json.schema_components(SHAPES, ref_template=ref_template)
    return _portable(components)


def _portable(schema: Any) -> Any:
    r"""The same schema as others read it: `\Z` is Python's own (in ECMA 262 `$` means just that), `Part` ours."""
    if isinstance(schema, dict):
        return {
            _public(key): _portable(_pattern(value) if key == "pattern" else value) for key, value in schema.items()
        }
    if isinstance(schema, list):
        return [_portable(inner) for inner in schema]
    return _public(schema) if isinstance(schema, str) else schema


def _pattern(pattern: Any) -> Any:
    return pattern.replace(r"\Z", "$") if isinstance(pattern, str) else pattern


def _public(name: str) -> str:
    is_name = name.startswith("#/") or name.isidentifier()
    return name.removesuffix("Part") if is_name else name


def _paths(catalogue: Catalogue) -> dict[str, Any]:
    slugs = [platform.slug for platform in catalogue.platforms]
    return {
        "/data/catalogue.json": _get("catalogue", "The whole catalogue", _json("CatalogueData")),
        "/data/catalogue.csv": _get(
            "catalogueAsCsv",
            "Every cell as one row of a spreadsheet",
            {"text/csv": {"schema": {"type": "string"}}},
        ),
        "/data/platforms/{platform}.json": _get(
            "platform",
            "One platform with its cells and sources",
            _json("PlatformData"),
            [_in_path("platform", slugs, "A platform's slug.", example=0)],
            missing=("301", "404", "410"),
        ),
        **{
            f"/data/compare/{'/'.join(f'{{{name}}}' for name in names)}.json": _get(
                f"compare{len(names)}",
                f"{len(names)} different platforms side by side",
                _json("ComparisonData"),
                [_in_path(name, slugs, "A platform's slug.", example=n) for n, name in enumerate(names)]
                + [_in_query("goals", _many(catalogue.goal_by_slug), "Rows that they need come first.", explode=False)],
                missing=("301", "404", "410"),
            )
            for count in range(FEWEST, MOST + 1)
            if (names := ["first", "second", "third", "fourth"][:count])
        },
        "/data/fit.json": _get("fit", "Which platforms fit the answers", _json("FitData"), _answers(catalogue)),
        "/data/schema.json": _get(
            "schema", "JSON Schema of the catalogue", {"application/schema+json": {"schema": {"type": "object"}}}
        ),
        "/data/openapi.json": _get(
            "description", "This description", {"application/json": {"schema": {"type": "object"}}}
        ),
    }


def _answers(catalogue: Catalogue) -> list[dict[str, Any]]:
    goals, traits = list(catalogue.goal_by_slug), [trait.slug for trait in catalogue.questions]
    musts = [feature.slug for feature in catalogue.must_haves]
    return [
        _in_query("goal", _many(goals), f"What somebody wants to do; {MOST_GOALS} at most count."),
        _in_query("country", _one(sorted(CODES)), "Where somebody lives, as a code of ISO 3166."),
        _in_query("age", _one(AGE_BANDS), "How old somebody is."),
        _in_query("field", _one(FIELDS), "The field somebody works in."),
        _in_query("must", _many(musts), "Features that a platform must have."),
        _in_query("strict", _one(["1"]), "Having a must-have partly counts as lacking it."),
        _in_query("back", _many([platform.slug for platform in catalogue.platforms]), BACK),
        _in_query(
            "matters",
            _many([*goals, *traits]),
            f"Which of the other answers weigh most, {MOST_THAT_MATTER} at most; one that was not answered is ignored.",
        ),
        *(
            _in_query(
                trait.slug,
                _one(LEVELS),
                f"{trait.question} From 0 ({trait.low_label}) to 4 ({trait.high_label}).",
            )
            for trait in catalogue.questions
        ),
    ]


def _one(values: Iterable[object]) -> dict[str, Any]:
    """Describe one of these values. They are examples: another text is taken too, and means nothing."""
    return {"type": "string", "pattern": NO_NUL, "examples": [str(value) for value in values]}


def _many(slugs: Iterable[str]) -> dict[str, Any]:
    return {"type": "array", "items": _one(slugs)}


def _in_path(name: str, slugs: list[str], description: str, *, example: int) -> dict[str, Any]:
    found = {"examples": {"one": {"value": slugs[example]}}} if len(slugs) > example else {}
    schema = {"type": "string", "enum": slugs} if slugs else {"type": "string"}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema, **found}


def _in_query(name: str, schema: dict[str, Any], description: str, *, explode: bool = True) -> dict[str, Any]:
    return {
        "name": name, "in": "query", "required": False, "description": description, "schema": schema,
        "style": "form", "explode": explode,
    }  # fmt: skip


def _json(shape: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}


MEANINGS = {
    "301": "It has another address now.",
    "304": "You have it already.",
    "400": "The address holds a NUL, too many parameters, or more platforms than can be compared.",
    "404": "There is no such thing.",
    "410": "A platform was withdrawn.",
    "414": "The address is too long.",
    "503": "The database can't be reached; try again.",
}


def _get(
    name: str,
    summary: str,
    content: dict[str, Any],
    parameters: list[dict[str, Any]] | None = None,
    *,
    missing: tuple[str, ...] = (),
) -> dict[str, Any]:
    headers = {
        "ETag": {"$ref": "#/components/headers/ETag"},
        "Access-Control-Allow-Origin": {"$ref": "#/components/headers/AnyOrigin"},
    }
    others = {code: {"description": MEANINGS[code]} for code in ("304", "400", "414", "503", *missing)}
    for code, response in others.items():
        if code >= "400":
            response["content"] = _json("ProblemData")  # type: ignore[assignment]
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters or [],
            "responses": {"200": {"description": summary, "headers": headers, "content": content}, **others},
        }
    }
