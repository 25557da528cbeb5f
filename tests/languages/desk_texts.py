"""The texts that need no translation since only editors see them, pinned in `desk_texts.txt`.

Renew the file, and look at the difference before you commit it: `uv run python -m tests.languages.desk_texts`
"""

import os
from pathlib import Path

PINNED = Path(__file__).with_name("desk_texts.txt")


def pinned() -> list[str]:
    return PINNED.read_text("utf-8").splitlines()


def renew() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from platforms.translations.interface import desk_texts

    PINNED.write_text("".join(f"{text}\n" for text in desk_texts()), "utf-8")


if __name__ == "__main__":
    renew()
