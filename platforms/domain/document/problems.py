"""What is wrong with a document: each problem with its place, and all of them as one exception."""

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """One mistake, by the file and the key in it; `part` and `field` name it for a form."""

    file: str
    key: str
    reason: str
    part: tuple[str, ...] = ()
    """Such as ("traits", "focus"); empty for what no form of one part can show."""
    field: str = ""
    """The field of the part that has to change; empty for none alone."""

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"


class Invalid(Exception):
    """The document can't be used; `problems` names every place."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
