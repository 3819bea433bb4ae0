"""docs/adding-a-service.md, carried out: its boxes are put into a copy of the project, which must then still hold."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "adding-a-service.md"
JOURNEY = "tests/journeys/test_why_so_long.py"
FLOW = "kiosk/flows/why_so_long.py"
FONTS = ("kiosk/fonts", "kiosk_sim/fonts")  # large and the same for all: linked, not copied
HELPERS = ("room.py", "glass_by_script.py", "virtual_time.py", "test_words.py")
_BOX = re.compile(r"^```(?P<kind>\w+) (?P<path>\S+/\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Box:
    """One box of the page: a new file, or a change to one that is there."""

    kind: str
    path: str
    text: str

    def apply(self, project: Path) -> None:
        """Do to a project what the page tells a person to do."""
        target = project / self.path
        if self.kind != "diff":
            assert not target.exists(), f"{self.path} is there already"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(self.text, encoding="utf-8")
            return
        lines = self.text.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        text = target.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{self.path} does not hold, once:\n{before}"
        target.write_text(text.replace(before, after), encoding="utf-8")


def boxes() -> list[Box]:
    """The boxes of the page that name a file."""
    return [Box(**match.groupdict()) for match in _BOX.finditer(PAGE.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project with the new service in it."""
    copy = tmp_path_factory.mktemp("project")
    bare = shutil.ignore_patterns("__pycache__", "fonts")
    for folder in ("kiosk", "kiosk_sim", "config"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=bare)
    for fonts in FONTS:
        (copy / fonts).symlink_to(ROOT / fonts)
    shutil.copy(ROOT / "pyproject.toml", copy)
    (copy / "tests").mkdir()
    for helper in HELPERS:
        shutil.copy(ROOT / "tests" / helper, copy / "tests")
    for box in boxes():
        box.apply(copy)
    yield copy
    shutil.rmtree(copy)


def test_the_page_has_a_flow_a_line_words_for_every_language_and_a_journey() -> None:
    written = {box.path for box in boxes() if box.kind != "diff"}
    words = {f"kiosk/locales/{folder.name}/why-so-long.ftl" for folder in (ROOT / "kiosk/locales").iterdir()}
    assert written == {FLOW, JOURNEY, *words}
    assert {box.path for box in boxes() if box.kind == "diff"} == {"kiosk/flows/__init__.py"}


def test_its_journey_is_made(project: Path) -> None:
    said = _run(project, "pytest", JOURNEY)
    assert "2 passed" in said


def test_its_words_exist_in_every_language(project: Path) -> None:
    assert "passed" in _run(project, "pytest", "tests/test_words.py")


def test_words_forgotten_in_one_language_would_be_found(project: Path) -> None:
    words = project / "kiosk/locales/en/why-so-long.ftl"
    kept = words.read_text(encoding="utf-8")
    words.unlink()
    try:
        said = _run(project, "pytest", "tests/test_words.py", status=1)
    finally:
        words.write_text(kept, encoding="utf-8")
    assert "test_every_text_the_kiosk_can_say_has_words[en]" in said


def test_its_types_are_right(project: Path) -> None:
    assert "no issues found" in _run(project, "mypy", "--follow-imports=silent", FLOW, JOURNEY)


def test_it_is_written_as_all_of_this_house_is(project: Path) -> None:
    _run(project, "ruff", "check", "--no-cache", FLOW, JOURNEY, "kiosk/flows/__init__.py")
    _run(project, "ruff", "format", "--no-cache", "--check", FLOW, JOURNEY, "kiosk/flows/__init__.py")


def _run(project: Path, tool: str, *arguments: str, status: int = 0) -> str:
    """Run a tool inside the copy, as a developer would, and give what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == status, said
    return said
