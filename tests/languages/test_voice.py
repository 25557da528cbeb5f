"""Plain English: what visitors and editors read speaks to them, in everyday words (voice.md)."""

import re

import pytest

from platforms.domain.catalogue.translation import may_stay_english, texts
from platforms.translations import files

BANNED = re.compile(
    r"\b(one can|one's|one does|that one will|whoever|mind that|who asks|nothing (was )?read|looked for|"
    r"in the order of the alphabet|oneself|haga lo que haga|weder noch|ab werk)\b",
    re.IGNORECASE,
)


def banned(text):
    return BANNED.search(text)


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_interface_uses_no_banned_words(language):
    messages = list(files.messages(files.read(files.interface_path(language), language)))
    shown = [text for m in messages for text in ([m.id] if isinstance(m.id, str) else m.id)]
    shown += [text for m in messages for text in ([m.string] if isinstance(m.string, str) else m.string)]

    assert [text for text in shown if banned(text)] == []


def test_scales_and_guides_use_no_banned_words(shipped):
    assert [text for key, text in texts(shipped) if not may_stay_english(key) and banned(text)] == []
