"""Changed English keeps its old translation as fuzzy, and what is fuzzy is shown to nobody."""

import gettext
import io

import pytest
from django.core.exceptions import ImproperlyConfigured

from platforms.translations import compiled, files
from platforms.translations.files import gaps, merge

OLD = [("No row is like that.", "Keine Zeile ist so.", None), ("Focus", "Ausrichtung", "traits.focus.name")]


def catalog(*entries):
    made = files.empty("de")
    for text, translation, context in entries:
        made.add(text, translation, locations=[("base.html", None)], context=context)
    return made


def found(*texts):
    return catalog(*((text, None, context) for text, context in texts))


def merged(*texts):
    return merge(catalog(*OLD), found(*texts))


def test_an_unchanged_text_keeps_its_translation_when_moved():
    kept = merged(("Focus", "traits.focus.name"), ("No row is like that.", None))

    assert [message.string for message in files.messages(kept)] == ["Ausrichtung", "Keine Zeile ist so."]
    assert not any(message.fuzzy for message in files.messages(kept))


@pytest.mark.parametrize(
    ("text", "context", "old", "translation"),
    [
        ("No row is like this.", None, "No row is like that.", "Keine Zeile ist so."),
        ("What people share", "traits.focus.name", "Focus", "Ausrichtung"),
    ],
    ids=["a text that is like it", "another text at the same key"],
)
def test_changed_english_keeps_its_translation_as_fuzzy(text, context, old, translation, tmp_path):
    path = tmp_path / "de.po"
    kept = merged((text, context))

    for _ in range(3):  # as often as the command runs before somebody looks at it
        path.write_bytes(files.as_text(kept))
        kept = merge(files.read(path, "de"), found((text, context)))

    message = kept.get(text, context)
    assert (message.fuzzy, message.string, message.previous_id) == (True, translation, [old])
    assert [gap.kind for gap in gaps(kept, found((text, context)))] == ["fuzzy"]
    assert f'#, fuzzy\n#| msgid "{old}"' in path.read_text()


def test_an_unrelated_text_starts_without_a_translation():
    kept = merged(("Something else entirely", None))

    assert [gap.kind for gap in gaps(kept, found(("Something else entirely", None)))] == ["missing"]


def test_removing_the_fuzzy_flag_confirms_a_translation(tmp_path):
    path = tmp_path / "de.po"
    changed = found(("No row is like this.", None))
    path.write_bytes(files.as_text(merge(catalog(*OLD), changed)))

    path.write_text(path.read_text().replace("#, fuzzy\n", ""))
    kept = merge(files.read(path, "de"), changed)

    assert gaps(kept, changed) == []
    assert b"#|" not in files.as_text(kept)


def test_fuzzy_translations_are_not_compiled():
    kept = merged(("No row is like this.", None), ("Focus", "traits.focus.name"))

    shown = gettext.GNUTranslations(io.BytesIO(compiled.compiled(kept)))

    assert shown.gettext("No row is like this.") == "No row is like this."
    assert shown.pgettext("traits.focus.name", "Focus") == "Ausrichtung"


@pytest.fixture
def locale(tmp_path):
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes(files.as_text(catalog(*OLD)))
    return tmp_path / "locale"


def shown(locale):
    with (locale / "de" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("No row is like that.")


def test_messages_are_compiled_again_only_when_their_file_changes(locale):
    path = locale / "de" / "LC_MESSAGES" / "django.po"
    compiled.compile_messages(locale)
    first = path.with_suffix(".mo").stat()
    compiled.compile_messages(locale)

    assert path.with_suffix(".mo").stat().st_ino == first.st_ino, "compiled once more without need"
    assert shown(locale) == "Keine Zeile ist so."

    path.write_text(path.read_text().replace("Keine Zeile ist so.", "Keine."))
    compiled.compile_messages(locale)

    assert shown(locale) == "Keine."
    assert {file.name for file in path.parent.iterdir()} == {"django.mo", "django.po"}


def test_failing_to_compile_raises_instead_of_using_old_messages(locale):
    target = locale / "de" / "LC_MESSAGES" / "django.mo"
    target.mkdir()  # a file can't take its place, not even for root

    with pytest.raises(ImproperlyConfigured, match=r"django\.mo can't be written"):
        compiled.compile_messages(locale)

    assert {file.name for file in target.parent.iterdir()} == {"django.mo", "django.po"}
