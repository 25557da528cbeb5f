"""The house itself: what the README promises, what stands at the top, what no tracked file may hold."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import median

import pytest
from django.core.management import get_commands, load_command_class
from django.template.loader import get_template

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return listed.stdout.splitlines()


def test_the_top_level_holds_only_allowed_names():
    top = {name.split("/")[0] for name in tracked()}

    allowed = {"manage.py", "compare_site", "platforms", "templates", "static", "tests"}
    allowed |= {"pyproject.toml", "README.md", "CHANGELOG.md"}
    assert {name for name in top if not name.startswith(".")} == allowed


def test_tracked_files_contain_no_local_path_or_registry():
    named = []
    registry = "pypi" + ".org"
    for name in tracked():
        path = ROOT / name
        if path.suffix in (".png", ".mo") or not path.is_file():
            continue
        text = path.read_text("utf-8")
        if str(ROOT) + "/" in text or (registry in text and not name.startswith("platforms/data/")):
            named.append(name)
    assert named == []


def test_imports_respect_the_layers():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("command", sorted(set(re.findall(r"uv run manage\.py (\w+)", README))))
def test_every_command_of_the_readme_exists_with_its_options(command):
    line = next(line for line in README.splitlines() if f"manage.py {command}" in line)
    helped = load_command_class(get_commands()[command], command).create_parser("manage.py", command).format_help()
    options = re.findall(r"--[a-z-]+", README if command == "start" else line)
    wanted = {"--port", "--lan", "--workers"} if command == "start" else set(options)
    assert {option for option in wanted if option not in helped} == set()


def test_the_two_commands_are_in_the_readme():
    assert "python3 -m pip install uv && uv run manage.py start" in README
    assert "python3 -m pip install uv && uv run pytest" in README


def test_the_picture_of_the_readme_is_there():
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / name).stat().st_size > 5_000


def test_the_settings_that_the_readme_names_exist():
    settings = (ROOT / "compare_site" / "settings.py").read_text("utf-8")

    for name in set(re.findall(r"`([A-Z][A-Z_]{4,})`", README)):
        assert name in settings, name


HTML_TAG = re.compile(r"""</?(a|li|ul|p|td|tr|th|tbody|div|span|section|h[1-4]|small|b|i|form|input|button)[\s>"']""")


def code():
    """Yield the path of every Python file of the product, without tests, data and migrations."""
    for name in tracked():
        path = Path(name)
        if path.suffix == ".py" and path.parts[0] != "tests" and not {"migrations", "data"} & set(path.parts):
            yield path


def lines_of(path):
    return (ROOT / path).read_text("utf-8").splitlines()


def test_python_holds_next_to_no_html():
    held = [f"{path}: {line.strip()}" for path in code() for line in lines_of(path) if HTML_TAG.search(line)]

    assert len(held) <= 20, held


def test_no_python_file_is_longer_than_250_lines():
    assert {str(path): n for path in code() if (n := len(lines_of(path))) > 250} == {}


def test_half_of_the_python_files_have_at_most_70_lines():
    assert median(n for path in code() if (n := len(lines_of(path)))) <= 70


def test_no_folder_has_more_than_15_modules():
    modules = Counter(path.parent.as_posix() for path in code() if path.name != "__init__.py")

    assert {folder: n for folder, n in modules.items() if n > 15} == {}


@pytest.mark.parametrize(
    "is_too_much",
    [
        pytest.param(lambda line: len(line) > 140, id="over 140 characters"),
        pytest.param(lambda line: len(re.findall(r"<[a-z]", line)) > 2, id="three or more opening tags"),
    ],
)
def test_hardly_a_line_of_a_template_holds_too_much(is_too_much):
    lines = [line for path in (ROOT / "templates").rglob("*.html") for line in lines_of(path)]

    assert sum(map(is_too_much, lines)) < 0.03 * len(lines)


def test_every_template_compiles():
    for path in (ROOT / "templates").rglob("*.html"):
        get_template(path.relative_to(ROOT / "templates").as_posix())


def test_templates_hold_no_inline_style_or_script():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert " style=" not in text, path
        assert "<style" not in text, path
        assert not re.search(r"<script(?![^>]*(src=|ld\+json))", text), path
        assert not re.search(r"\son[a-z]+=", text), path


def test_the_stylesheet_uses_logical_properties():
    css = (ROOT / "static" / "css" / "site.css").read_text("utf-8")

    sides = "left|right|top|bottom"
    physical = re.findall(rf"[{{;]\s*((?:margin|padding|border)-(?:{sides})|{sides}|width|height)\s*:", css)
    assert physical == []
