"""`kiosk wire` as a process: terminals without Chinese, files closed or full, a reader that leaves early."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NAME = "091E 9933A932 B2E2 " + "00" * 24  # 𬭎测, a record of EF06 (fact sheet 2.3)
NO_CARD = "AAAAAA9669 0004 00008084"


def wire(command: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `kiosk wire decode` with the redirections of a shell."""
    line = f"'{sys.executable}' -m kiosk wire decode {command} {shell}"
    return subprocess.run(
        ["sh", "-c", line], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, timeout=60, check=False
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_names_reach_a_terminal_that_has_no_letters_for_them(encoding: str) -> None:
    done = wire(f"ssc_record --show {NAME}", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode(encoding))["value"] == "𬭎测"


@pytest.mark.parametrize(
    ("shell", "status", "said"),
    [
        ("- < /dev/null", 0, b""),
        ("- <&-", 0, b""),
        (f"{NO_CARD} >&-", 0, b""),
        (f"{NO_CARD} > /dev/full", 1, b"not written: "),
        ("- < /bin/sh", 2, b"not hex: "),
    ],
)
def test_whatever_its_files_are_it_ends_with_a_sentence_at_most(shell: str, status: int, said: bytes) -> None:
    done = wire("id_reader", shell, PYTHONIOENCODING="utf-8:strict")
    assert (done.returncode, done.stdout) == (status, b"")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == bool(said)


def test_a_reader_that_has_seen_enough_may_leave() -> None:
    done = wire("id_reader", f"{NO_CARD * 3000} | head -n 1")
    assert (len(done.stdout.splitlines()), done.stderr) == (1, b"")
