"""Rows of a table to changes of the document, with a sentence for each fault by row and column."""

import datetime
import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from platforms.desk.cells import columns
from platforms.desk.cells.columns import Kind
from platforms.desk.cells.table import Table
from platforms.domain.document.checks import check
from platforms.domain.document.merging import ABSENT, Change, Key, flatten, unflatten
from platforms.domain.document.parts import Document
from platforms.domain.document.platform_part import SupportPart
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Subject, Value

MOST_FAULTS = 50


@dataclass
class Read:
    """What a table would change, or what is wrong with it."""

    changes: list[Change] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Faults(Exception):
    """What is wrong with one row."""

    def __init__(self, reasons: list[tuple[str, str]]):
        super().__init__(str(reasons))
        self.reasons = reasons


def changes_of(
    table: Table, kind: Kind, document: Document, *, today: datetime.date, progress: Callable[[int], None] | None = None
) -> Read:
    """Return the changes of all rows, or all faults: of the table, of its rows, and of the rules of the document."""
    if missing := [name for name in kind.keys if name not in table.headings]:
        return Read(faults=[f"The column “{name}” is missing." for name in missing])
    doubled = sorted({name for name in table.headings if name and table.headings.count(name) > 1})
    if doubled:
        return Read(faults=[f"The column “{name}” is there twice." for name in doubled])
    if not table.rows:
        return Read(faults=["There is no row below the headings."])
    reader, found = _Reader(kind, document, today, table.headings), Read()
    at: dict[Key, int] = {}
    for done, (number, row) in enumerate(table.rows):
        if progress and done % 100 == 0:
            progress(done)
        try:
            change = reader.change_of(row)
        except _Faults as faults:
            found.faults += [_sentence(number, column, reason) for column, reason in faults.reasons]
            continue
        if change is None:
            continue
        if change.key in at:
            found.faults.append(_sentence(number, kind.about, f"is there twice; row {at[change.key]} has it too"))
        at[change.key] = number
        if change.old != change.new:
            found.changes.append(change)
    if not found.faults:
        found.faults = list(_broken_rules(found.changes, document, at, today))
    left = [name for name in table.headings if name and name not in kind.columns]
    if left:
        found.notes.append(f"Columns that say nothing here, left out: {', '.join(left)}.")
    if len(found.faults) > MOST_FAULTS:
        found.faults[MOST_FAULTS:] = [f"And {len(found.faults) - MOST_FAULTS} more."]
    return found


class _Reader:
    """Reads rows against what is stored."""

    def __init__(self, kind: Kind, document: Document, today: datetime.date, headings: Iterable[str]):
        self.kind, self.today, self.headings = kind, today, set(headings)
        self.platforms = {platform.slug: platform for platform in document.platforms}
        self.sources = document.sources
        self.core = {trait.slug for trait in document.traits if trait.core and not trait.draft}
        self.about = {
            "trait": [trait.slug for trait in document.traits],
            "feature": [feature.slug for feature in document.features],
            "goal": [goal.slug for goal in document.goals],
            "subject": [str(one) for one in (Audience if kind.field == "audience" else Subject)],
        }[kind.about]

    def change_of(self, row: dict[str, Any]) -> Change | None:
        """Return the change of a row, perhaps to what is there already; None where nothing is known before or after."""
        slug = str(row.get("platform", "")).strip().lower()
        about = str(row.get(self.kind.about, "")).strip().lower()
        named = [("platform", slug, self.platforms), (self.kind.about, about, self.about)]
        if faults := [(column, _unknown(column, name, known)) for column, name, known in named if name not in known]:
            raise _Faults(faults)
        platform = self.platforms[slug]
        cells = dict(getattr(platform, self.kind.field).items())
        old = cells.get(about, ABSENT)
        new = self._part(row, about, old)
        if old is ABSENT and new is ABSENT:
            return None
        self._keep_public(platform, about, new)
        return Change(("platforms", slug, self.kind.field, about), old, new)

    def _part(self, row: dict[str, Any], about: str, old: Any) -> Any:
        """Return the part that a row makes of what is there; a column that the table lacks stays as it is."""
        here = [name for name in self.kind.columns[2:] if name in self.headings]
        given = {name: row.get(name, "") for name in here}
        said = [name for name in self.kind.says if str(given.get(name, "")).strip()]
        others = [name for name in here if name not in self.kind.says and str(given[name]).strip()]
        words = {str(given[name]).strip().lower() for name in said}
        if words == {"unknown"} and self.kind.field != "support":
            if others:
                raise _Faults([(others[0], "says something of what is unknown")])
            return ABSENT
        if old is ABSENT and not said and not others:
            return ABSENT
        part = self.kind.part[about] if isinstance(self.kind.part, dict) else self.kind.part
        fields = {} if old is ABSENT else msgspec.structs.asdict(old)
        faults = []
        known = {info.name for info in msgspec.structs.fields(part)}
        for name in here:
            key, value = columns.name_of(name), given[name]
            is_empty = isinstance(value, str) and not value.strip()
            if key not in known:
                if not is_empty:
                    faults.append((name, f"says nothing of {about}"))
                continue
            fields.pop(key, None)
            if is_empty:
                continue
            try:
                fields[key] = columns.read(name, value, kind=self.kind)
            except ValueError as error:
                faults.append((name, str(error)))
        unknown_sources = [slug for slug in fields.get("sources", ()) if slug not in self.sources]
        faults += [("sources", _unknown("source", slug, self.sources)) for slug in unknown_sources]
        if faults:
            raise _Faults(faults)
        return self._converted(fields, part, old)

    def _converted(self, fields: dict[str, Any], part: Any, old: Any) -> Any:
        if part is SupportPart:
            fields.setdefault("value", Value.UNKNOWN)
        for info in msgspec.structs.fields(part):
            if info.name in ("note", "why", "sources") and info.name not in fields:
                fields[info.name] = () if info.name == "sources" else ""
            elif info.required and info.name not in fields:
                raise _Faults([(columns.column_of(info.name), "is empty; write “unknown” to make it unknown")])
        try:
            new = msgspec.convert(msgspec.to_builtins(fields), part)
        except msgspec.ValidationError as error:
            reason, _, path = str(error).partition(" - at `$.")
            name = path.strip("`.").partition("[")[0].partition(".")[0]
            raise _Faults([(columns.column_of(name) or self.kind.text, _plain(reason))]) from error
        if part is SupportPart and old is ABSENT and new == SupportPart(Value.UNKNOWN, "", ()):
            return ABSENT
        return self._checked(new, old)

    def _checked(self, new: Any, old: Any) -> Any:
        """Return a changed cell as checked today, unless its row gives another day than before."""
        before = None if old is ABSENT else old.checked_on
        is_unknown = isinstance(new, SupportPart) and new.value == Value.UNKNOWN
        if new == old or is_unknown or new.checked_on not in (None, before):
            return new
        if old is not ABSENT and msgspec.structs.replace(new, checked_on=before) == old:
            return new
        return msgspec.structs.replace(new, checked_on=self.today)

    def _keep_public(self, platform: Any, about: str, new: Any) -> None:
        """Raise a fault when a public platform would lose what it needs to be public."""
        if not platform.published or platform.withdrawn:
            return
        if new is ABSENT:
            if self.kind.field == "ratings" and about in self.core:
                raise _Faults([(self.kind.about, "is a core trait; a public platform needs a rating of it")])
        elif not new.sources and getattr(new, "value", None) != Value.UNKNOWN:
            raise _Faults([("sources", "is empty; what is known of a public platform needs a source")])


def _broken_rules(changes: list[Change], document: Document, at: dict[Key, int], today: datetime.date) -> Iterable[str]:
    """Yield what the document's own rules say against the changes, with the row that each is about."""
    flat = flatten(document)
    for change in changes:
        flat[change.key] = change.new
    after = unflatten({key: value for key, value in flat.items() if value is not ABSENT})
    before = set(check(document, today=today))
    for problem in check(after, today=today):
        if problem in before:
            continue
        group, _, cell = problem.key.partition(".")
        number = at.get(("platforms", problem.part[1] if problem.part else "", group, cell))
        yield f"Row {number}: {problem.reason}." if number else f"{problem}."


def _sentence(number: int, column: str, reason: str) -> str:
    return f"Row {number}, column “{column}”: {reason.rstrip('.')}."


def _unknown(column: str, name: str, known: Iterable[str]) -> str:
    if not name:
        return "is empty"
    near = difflib.get_close_matches(name, [*known], n=1, cutoff=0.6)
    nearest = f"; do you mean “{near[0]}”?" if near else ""
    return f"there is no {column} “{name}”{nearest}"


def _plain(reason: str) -> str:
    """Return the reason of a type in plain words."""
    if reason.startswith("Expected `str` of length <= "):
        return f"is longer than {reason.rpartition(' ')[2]} characters"
    if reason.startswith("Invalid enum value "):
        return f"“{reason.removeprefix('Invalid enum value ').strip(chr(39))}” is not known here"
    return reason
