"""The house rules as tests: who may import whom, how long a file may be, what every view, key and person must have."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from kiosk import views
from kiosk.config import Config, load
from kiosk_sim.people import OUTLETS, PEOPLE

ROOT = Path(__file__).parent.parent
LONGEST = 300  # lines
CODECS = ("wire.py", "apdu.py", "atr.py", "tlv.py")

# The one sentence in the code that must name what it refuses: a control channel on a real machine.
REFUSAL = ("kiosk/cli.py", "devices and office are simulated")

ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{9}[0-9Xx](?![0-9A-Za-z])")
ID_NUMBER_NOWHERE = re.compile(r"^(?:000000|900000)")  # regions no edition of GB/T 2260 has
MOBILE = re.compile(r"(?<![0-9A-F])1[3-9]\d{9}(?!\d)")


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file under these folders of the project."""
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def short(path: Path) -> str:
    """A path as people name it."""
    return path.relative_to(ROOT).as_posix()


ALL = list(python_files("kiosk", "kiosk_sim", "tests", "tools"))
KIOSK = list(python_files("kiosk"))


# --- who may import whom ------------------------------------------------------------------------


def test_the_import_contracts_hold() -> None:
    """As a process of its own: the linter switches off every logger that exists where it runs."""
    lint = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-logo"], cwd=ROOT, capture_output=True)
    assert lint.returncode == 0, lint.stdout.decode()


@pytest.mark.parametrize("path", [p for p in KIOSK if p.name in CODECS], ids=short)
def test_a_codec_needs_only_the_standard_library_and_no_loop(path: Path) -> None:
    imported = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported <= sys.stdlib_module_names - {"asyncio", "threading", "socket", "selectors"}


# --- files people can read ----------------------------------------------------------------------


def test_no_file_is_longer_than_a_person_can_hold_in_mind() -> None:
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ALL}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_the_first_line_of_every_file_says_what_it_is_for() -> None:
    assert [short(path) for path in ALL if not _says_what_it_is_for(path)] == []


def _says_what_it_is_for(path: Path) -> bool:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    words = re.fullmatch(r'(?:"""|#(?!!)) ?(.+)', first)
    return words is not None and len(words[1].split()) >= 3


def test_only_the_command_line_prints() -> None:
    prints = [
        f"{short(path)}:{node.lineno}"
        for path in KIOSK
        if path.name != "cli.py"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert prints == []


# --- the kiosk does not know whether its devices are real ---------------------------------------


def test_nothing_in_the_kiosk_knows_the_simulator() -> None:
    told = []
    for path in KIOSK:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if short(path) == REFUSAL[0] and REFUSAL[1] in line:
                continue
            if re.search(r"simul", line, re.IGNORECASE):
                told.append(f"{short(path)}:{number}: {line.strip()}")
    assert told == []


def test_no_name_in_the_kiosk_has_the_word_sim() -> None:
    named = [
        f"{short(path)}: {name}"
        for path in KIOSK
        for node in ast.walk(_tree(path))
        for name in _names(node)
        if "sim" in (word.lower() for word in re.findall("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name))
    ]
    assert named == []


def _names(node: ast.AST) -> Iterator[str]:
    """The names a node brings in or uses."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.alias):
        yield node.name
    elif isinstance(node, ast.keyword):
        yield node.arg or ""


# --- views and screens --------------------------------------------------------------------------


def test_every_view_has_a_screen() -> None:
    """Read from the source: importing the registry would open a window."""
    [table] = [
        node.value
        for node in ast.walk(_tree(ROOT / "kiosk/screens/registry.py"))
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "SCREENS"
    ]
    assert isinstance(table, ast.Dict)
    drawn = sorted(ast.unparse(key) for key in table.keys if key is not None)
    assert drawn == sorted(f"views.{view.__name__}" for view in _all_views())


def _all_views() -> set[type[views.View[Any]]]:
    return {kind for kind in vars(views).values() if isinstance(kind, type) and views.View in kind.__mro__[1:]}


# --- configuration ------------------------------------------------------------------------------


def test_the_commented_configuration_lists_every_key() -> None:
    text = (ROOT / "config/kiosk.toml").read_text(encoding="utf-8")
    told = tomllib.loads(re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE))
    known = {table: set(kind.model_fields) for table, kind in _tables()}
    assert {table: set(keys) for table, keys in told.items()} == known


def test_a_commented_key_shows_its_default() -> None:
    text = (ROOT / "config/kiosk.toml").read_text(encoding="utf-8")
    told = tomllib.loads(re.sub(r"^# (?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE))
    must = tomllib.loads(text)
    for name, kind in _tables():  # a device that may be missing is commented out whole: keep what it must have
        required = {key for key, field in kind.model_fields.items() if field.is_required()}
        must.setdefault(name, {key: told[name][key] for key in required})
    assert Config.model_validate(told) == Config.model_validate(must)


def test_the_example_is_a_real_machine_and_the_simulated_one_is_not() -> None:
    assert not load(ROOT / "config/kiosk.toml").machine.rehearsal
    assert load(ROOT / "config/simulated.toml").machine.rehearsal


def _tables() -> Iterator[tuple[str, type[BaseModel]]]:
    for name, field in Config.model_fields.items():
        kind = next(iter(set(typing.get_args(field.annotation)) - {type(None)}), field.annotation)
        assert isinstance(kind, type)
        assert issubclass(kind, BaseModel)
        yield name, kind


# --- nothing of one machine, nothing of real people ---------------------------------------------


@pytest.mark.parametrize(
    "name", ["pyproject.toml", "requirements.lock", "requirements-build.lock", "requirements-fuzz.lock", "tools/setup"]
)
def test_no_index_address_is_written_down(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if re.search(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host", line)]
    assert told == []


def test_every_locked_package_has_its_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^[A-Za-z0-9._-]+==[^\n]*(?:\n(?: {4}|\\).*)*", lock, flags=re.MULTILINE)
    assert packages
    assert [package.partition("\n")[0] for package in packages if "--hash=sha256:" not in package] == []


def test_every_font_is_in_the_notice_with_its_licence_beside_it() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    found = [path for folder in ("kiosk", "kiosk_sim") for path in (ROOT / folder).rglob("*.[ot]tf")]
    assert found
    for path in found:
        assert short(path) in notice
        assert (path.parent / "OFL.txt").exists() or (path.parent / "ICONS-LICENSE.txt").exists()


def test_the_people_of_the_room_are_unmistakably_made_up() -> None:
    for person in PEOPLE.values():
        assert ID_NUMBER_NOWHERE.match(person.document.number), person.key
        assert re.search("测试|样例", person.document.name), person.key
        if person.card is not None:
            assert re.match("T0", person.card.number), person.key
    for outlet in OUTLETS:
        assert outlet.phone.startswith("028-000000")


def test_no_other_file_names_anybody_who_may_exist() -> None:
    found = []
    for path in _texts():
        for pattern in (ID_NUMBER, MOBILE):
            found += [f"{short(path)}: {number}" for number in _possible(pattern, path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_link_of_the_pages_leads_somewhere() -> None:
    lost = [
        f"{short(page)}: {link}"
        for page in _pages()
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if not link.startswith("https://") and not (page.parent / link).exists()
    ]
    assert lost == []


def test_no_page_names_a_place_on_one_machine() -> None:
    places = re.compile(r"/(?:root|home|work)/|\bC:\\\\")
    assert [short(page) for page in _pages() if places.search(page.read_text(encoding="utf-8"))] == []


def _pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]


def _possible(pattern: re.Pattern[str], text: str) -> list[str]:
    return [number for number in pattern.findall(text) if not ID_NUMBER_NOWHERE.match(number)]


def _texts() -> Iterator[Path]:
    kinds = (".py", ".toml", ".yaml", ".md", ".ftl", ".txt")
    for folder in ("kiosk", "kiosk_sim", "tests", "tools", "docs", "config"):
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in kinds and path.is_file())


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
