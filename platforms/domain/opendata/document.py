"""Read a `catalogue.json` of the open data as a catalogue document."""

import datetime

import msgspec

from platforms.domain.document.checks import Invalid, Problem, check
from platforms.domain.document.files import problem_of
from platforms.domain.document.parts import Document
from platforms.domain.document.types import VERSION
from platforms.domain.opendata.shapes import CatalogueData


def read_json(text: str, *, name: str, today: datetime.date) -> Document:
    """Return the document in a `catalogue.json`; `name` is the file's. Raise Invalid with every problem found."""
    try:
        data = msgspec.json.decode(text, type=CatalogueData)
    except msgspec.ValidationError as error:
        raise Invalid([problem_of(error, name)]) from error
    except msgspec.DecodeError as error:
        raise Invalid([Problem(name, "", f"is not JSON: {error}")]) from error
    if data.version != VERSION:
        raise Invalid([Problem(name, "version", f"is not {VERSION}, the only one that this program reads")])
    document = Document(**{name: getattr(data, name) for name in Document.__struct_fields__})
    if problems := check(document, today=today):
        raise Invalid([Problem(name, f"{p.file}: {p.key}", p.reason) for p in problems])
    return document
