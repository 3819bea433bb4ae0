"""docs/requirements.md, 14: every requirement of the notice has its line there, and every test named there is run."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")
NOTICE, _, PROOFS = PAGE.partition("\n## 14 ")
LINES = re.findall(r"^\| (S-\d\d) \| (.+?) \|(.*)\|$", PROOFS, flags=re.MULTILINE)
NAMED = sorted(set(re.findall(r"`(tests/\S+?\.py)::(\w+)`", PROOFS)))


def test_every_requirement_has_one_line_in_the_order_of_the_notice() -> None:
    stated = re.findall(r"^\| (S-\d\d) \|", NOTICE, flags=re.MULTILINE)
    assert stated
    assert [number for number, _, _ in LINES] == stated


def test_the_first_and_the_last_are_those_of_the_notice() -> None:
    assert (LINES[0][0], LINES[-1][0]) == ("S-01", "S-93")


@pytest.mark.parametrize(("number", "proof", "remark"), LINES, ids=[line[0] for line in LINES])
def test_each_names_a_test_or_says_why_it_needs_none(number: str, proof: str, remark: str) -> None:
    if proof == "–":
        assert len(remark.split()) > 5, number
    else:
        assert re.fullmatch(r"`tests/\S+\.py::test_\w+`", proof), number


@pytest.fixture(scope="module")
def collected() -> frozenset[str]:
    """What pytest itself finds in the files that are named, without the parameters of each test."""
    files = sorted({file for file, _ in NAMED})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-o", "addopts=-q --import-mode=importlib", *files]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return frozenset(line.partition("[")[0] for line in told.stdout.splitlines())


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_each_test_that_is_named_is_collected_and_not_skipped(collected: frozenset[str], file: str, name: str) -> None:
    assert f"{file}::{name}" in collected
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    [test] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    marks = [ast.unparse(mark) for mark in test.decorator_list]
    marks += [ast.unparse(node) for node in tree.body if isinstance(node, ast.Assign | ast.Expr)]
    assert not [mark for mark in marks if re.search(r"\bskip(if)?\b|\bxfail\b", mark)]
