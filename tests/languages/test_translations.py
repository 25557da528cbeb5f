"""Nothing unmarked, nothing untranslated, nothing fuzzy, and the files as the command writes them.

After a change of texts: `uv run manage.py translations`, write what it lists into the .po files, run it again.
"""

import re
from html.parser import HTMLParser

import pytest
from django.template.base import Lexer, TokenType

from platforms.translations import files, interface
from platforms.translations.catalogue import messages_of
from platforms.translations.files import gaps
from tests.conftest import ROOT
from tests.languages.desk_texts import desk_texts, pinned

MISSING = "run `uv run manage.py translations`, write what it lists into the .po files, and run it again"
FUZZY = (
    "the English of these was changed: look at the translation in the .po file, mend it, and delete its `#, fuzzy`; "
    "then run `uv run manage.py translations`"
)
EXEMPT = (
    "a text moved into or out of the files that only editors see (DESK in platforms/translations/interface.py). Is it "
    "for editors alone? Then run `uv run python -m tests.languages.desk_texts` and look at the difference; "
    "if visitors see it, mend DESK"
)
PLACES = re.compile(r"%\([a-z_]+\)[sd]|%%|\{[^}]*\}|<[^>]+>")
LANGUAGES = ["de", "es"]


@pytest.fixture(scope="module")
def found(shipped):
    """Today's texts of the interface and of the shipped catalogue, with the function that names their file."""
    return [(files.interface_path, interface.texts()), (files.catalogue_path, messages_of(shipped))]


def listed(found, language, kind):
    return [
        f"{gap.where}: {gap.text}"
        for path_of, texts in found
        for gap in gaps(files.read(path_of(language), language), texts)
        if gap.kind == kind
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language, found):
    assert listed(found, language, "missing") == [], MISSING


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_fuzzy(language, found):
    assert listed(found, language, "fuzzy") == [], FUZZY


def test_only_pinned_texts_go_without_a_translation():
    assert desk_texts() == pinned(), EXEMPT


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_match_what_the_command_writes(language):
    for path in (files.interface_path(language), files.catalogue_path(language)):
        assert path.read_bytes() == files.as_text(files.read(path, language)), MISSING


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_markup(language):
    wrong = []
    for message in files.read(files.interface_path(language), language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = sorted(PLACES.findall(str(ids[-1])))
        wrong += [text for text in strings if message.id and sorted(PLACES.findall(str(text))) != wanted]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_no_stray_spaces_or_foreign_quotes(language):
    for path in (files.interface_path(language), files.catalogue_path(language)):
        for message in files.read(path, language):
            for text in message.string if isinstance(message.string, tuple) else (message.string,):
                if message.id:
                    assert text == text.strip(), text
                    assert not (language == "es" and "„" in text), text
                    assert not (language == "de" and "«" in text), text


class Unmarked(HTMLParser):
    """Collects the text that a template shows although no tag translates it."""

    SAID = ("aria-label", "alt", "title", "placeholder", "data-text")

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = []

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style", "svg", "pre", "code", "symbol"):
            self.inside.append(tag)
        self.found += [value for name, value in attributes if name in self.SAID and self.says(value)]

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside and self.says(data):
            self.found.append(data.strip())

    @staticmethod
    def says(text):
        return bool(re.search(r"[^\W\d_]{2}", (text or "").replace("\ue000", "")))


def test_templates_show_no_text_that_is_not_marked():
    unmarked = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        shown, translating = [], False
        for token in Lexer(path.read_text("utf-8")).tokenize():
            if token.token_type == TokenType.BLOCK and token.contents.split()[0] in ("blocktranslate", "blocktrans"):
                translating = True
            elif token.token_type == TokenType.BLOCK and token.contents.split()[0] in (
                "endblocktranslate",
                "endblocktrans",
            ):
                translating = False
            elif token.token_type == TokenType.TEXT and not translating:
                shown.append(token.contents)
            else:
                shown.append("\ue000")
        parser = Unmarked()
        parser.feed("".join(shown))
        unmarked += [f"{path.relative_to(ROOT)}: {text}" for text in parser.found]
    assert unmarked == []
