"""The texts that need no translation since only editors see them, pinned in `desk_texts.txt`.

Renew the file, and look at the difference before you commit it: `uv run python -m tests.languages.desk_texts`
"""

import os
from pathlib import Path

PINNED = Path(__file__).with_name("desk_texts.txt")


def pinned() -> list[str]:
    return PINNED.read_text("utf-8").splitlines()


def desk_texts() -> list[str]:
    """Return every marked text that only files of the desk hold, one line each."""
    from platforms.translations.interface import DESK, marked, texts

    public = texts()
    return sorted({
        _line(text, context)
        for name, text, context in marked()
        if name.startswith(DESK) and public.get(text, context) is None
    })  # fmt: skip


def _line(text: str | tuple[str, str], context: str | None) -> str:
    parts = ([context] if context else []) + ([text] if isinstance(text, str) else list(text))
    return " | ".join(parts).replace("\n", "\\n")


def renew() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    PINNED.write_text("".join(f"{text}\n" for text in desk_texts()), "utf-8")


if __name__ == "__main__":
    renew()
