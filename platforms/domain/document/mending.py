"""Bring what an earlier release could store under today's rules: what breaks them becomes a draft, and is named."""

import datetime
from collections.abc import Callable
from typing import Any

import msgspec

from platforms.domain.document.checks import check
from platforms.domain.document.parts import Document
from platforms.domain.document.problems import Problem
from platforms.domain.document.rules import unrated_cores

DRAFTS = ("traits", "features", "goals", "guides")

type Remedy = Callable[[Any, datetime.date], dict[str, Any]]

REMEDIES: dict[tuple[str, str], Remedy] = {
    ("sources", "read_on"): lambda _part, today: {"read_on": today},
    ("sources", "published_on"): lambda _part, _today: {"published_on": None},
}
"""What to change instead of making a draft, by kind and field."""


def mend(document: Document, *, today: datetime.date) -> tuple[Document, list[Problem]]:
    """Return the document with what breaks a rule as a draft, and these problems; leave what has no remedy."""
    document = _with_plain_texts(document)
    mended: list[Problem] = []
    while problems := [problem for problem in check(document, today=today) if _is_curable(document, problem)]:
        for problem in problems:
            document = _cured(document, problem, today)
        mended += problems
    return document, mended


def with_rated_cores(document: Document) -> tuple[Document, list[Problem]]:
    """Return the document without the mark of core traits that public platforms have no rating of, and these."""
    problems = list(unrated_cores(document))
    slugs = {problem.part[1] for problem in problems}
    traits = tuple(msgspec.structs.replace(t, core=t.core and t.slug not in slugs) for t in document.traits)
    return msgspec.structs.replace(document, traits=traits), problems


def _is_curable(document: Document, problem: Problem) -> bool:
    if not problem.part:
        return False
    kind, slug = problem.part
    if kind == "platforms":
        return "lies in the future" in problem.reason
    return (kind, problem.field) in REMEDIES or (kind in DRAFTS and not _found(document, kind, slug).draft)


def _found(document: Document, kind: str, slug: str) -> Any:
    parts = getattr(document, kind)
    return parts[slug] if kind == "sources" else next(part for part in parts if part.slug == slug)


def _cured(document: Document, problem: Problem, today: datetime.date) -> Document:
    kind, slug = problem.part
    old = _found(document, kind, slug)
    if kind == "platforms":
        new = _without_future(old, today)
    else:
        remedy = REMEDIES.get((kind, problem.field))
        new = msgspec.structs.replace(old, **(remedy(old, today) if remedy else {"draft": True}))
    if kind == "sources":
        return msgspec.structs.replace(document, sources=document.sources | {slug: new})
    parts = tuple(new if part is old else part for part in getattr(document, kind))
    return msgspec.structs.replace(document, **{kind: parts})


def _without_future(platform: Any, today: datetime.date) -> Any:
    """Return a platform whose cells were checked by today, and whose figures are of today at the latest."""

    def past(cell: Any) -> Any:
        changes: dict[str, Any] = {}
        if cell.checked_on and cell.checked_on > today:
            changes["checked_on"] = None
        if getattr(cell, "as_of", today) > today:
            changes["as_of"] = today
        return msgspec.structs.replace(cell, **changes) if changes else cell

    fields = {name: {key: past(cell) for key, cell in getattr(platform, name).items()} for name in CELLS}
    audience = {name: past(cell) for name, cell in platform.audience.items()}
    return msgspec.structs.replace(
        platform,
        **fields,
        audience=msgspec.structs.replace(platform.audience, **audience),
        figures=tuple(map(past, platform.figures)),
    )


CELLS = ("facts", "ratings", "support", "uses")


def _with_plain_texts(document: Document) -> Document:
    """Return the document with names on one line and short synonyms, as its types want them."""
    kinds = {name: tuple(map(_plain, getattr(document, name))) for name in (*DRAFTS, "groups")}
    return msgspec.structs.replace(document, **kinds)


def _plain(part: Any) -> Any:
    if _fits(part):
        return part
    fields = msgspec.structs.asdict(part)
    for name, value in fields.items():
        if isinstance(value, str) and name != "markdown":
            fields[name] = " ".join(value.split()) or part.slug
        elif name == "also":
            lines = (" ".join(str(line).split())[:60].strip() for line in value)
            fields[name] = tuple(filter(None, lines))
        elif name == "levels":
            fields[name] = tuple(map(_plain_level, value))
    return type(part)(**fields)


def _plain_level(level: Any) -> Any:
    return type(level)(*(" ".join(text.split()) or "…" for text in msgspec.structs.astuple(level)))


def _fits(part: Any) -> bool:
    try:
        msgspec.convert(msgspec.to_builtins(part), type(part))
    except msgspec.ValidationError:
        return False
    return True
