"""Conventions of the house, held by tests."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.missing import missing

ROOT = Path(__file__).parents[2]
CODE = sorted([*ROOT.glob("platform/**/*.py"), *ROOT.glob("search_index/**/*.py")])
OURS = [file for file in CODE if "versions" not in file.parts]
VAGUE = {"utils", "helpers", "common", "manager", "service", "misc"}


def test_platform_is_a_source_root_and_shadows_nothing() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()
    code = "import platform, sqlalchemy; print(platform.python_version())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("3.")


@pytest.mark.parametrize("file", OURS, ids=lambda f: str(f.relative_to(ROOT)))
def test_no_file_is_longer_than_it_needs_to_be(file: Path) -> None:
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{lines} lines: does it hold two ideas?"


def test_no_file_has_a_vague_name() -> None:
    vague = [file for file in [*CODE, *ROOT.glob("tests/**/*.py")] if file.stem in VAGUE or file.parent.name in VAGUE]
    assert vague == []


def test_templates_and_scripts_stay_small() -> None:
    sizes = {f: len(f.read_text(encoding="utf-8").splitlines()) for f in ROOT.glob("templates/**/*.html")}
    long = {str(file.relative_to(ROOT)): size for file, size in sizes.items() if size > 150}
    scripts = {f: len(f.read_text(encoding="utf-8").splitlines()) for f in ROOT.glob("static/js/*.js")}
    long |= {str(file.relative_to(ROOT)): size for file, size in scripts.items() if size > 120}
    assert long == {}


def test_no_template_carries_inline_style_or_handlers() -> None:
    inline = re.compile(r"<[a-z][^>]*\s(style|on[a-z]+)=", re.IGNORECASE)
    guilty = [f.name for f in ROOT.glob("templates/**/*.html") if inline.search(f.read_text(encoding="utf-8"))]
    assert guilty == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"TODO|FIXME|XXX|NotImplementedError|coming soon|bientôt disponible", re.IGNORECASE)
    files = [*OURS, *ROOT.glob("templates/**/*.html"), *ROOT.glob("static/js/*.js"), *ROOT.glob("static/css/*.css")]
    guilty = [str(f.relative_to(ROOT)) for f in files if later.search(f.read_text(encoding="utf-8"))]
    assert guilty == []


def test_the_rooms_keep_their_order() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    if not linter.exists():
        missing("import-linter is not installed: ./run.sh lint runs the same contracts")
    done = subprocess.run([str(linter)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
