"""The command line: what it refuses, and what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.backend_client.signing import read_signer
from kiosk.cli import REFUSED, main
from kiosk.hardware.motor_reader.card_bin import read_count, write_count
from kiosk.journal import ActKind, ActState, Journal

_CONFIG = Path(__file__).parents[2] / "config"


def test_a_real_machine_refuses_the_driver_and_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--config", str(_CONFIG / "kiosk.toml"), "--driver", "9"]) == REFUSED
    told = capsys.readouterr().err
    assert "--driver refused" in told
    assert "kiosk.toml" in told
    assert "machine.rehearsal is false" in told


def test_check_names_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--config", str(_CONFIG / "kiosk.toml")]) == 0
    assert main(["check", "--config", str(_CONFIG / "kiosk.toml"), "--set", "glass.depth=3"]) == REFUSED
    assert "glass.depth: unknown key" in capsys.readouterr().err


def test_the_journal_is_listed_with_the_number_a_citizen_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "journal.db"
    arguments = ["journal", "--config", str(_CONFIG / "simulated.toml"), "--set", f'files.journal="{path}"']
    assert main(arguments) == 0
    assert "no journal yet" in capsys.readouterr().out
    journal = Journal(path, lambda: datetime(2026, 11, 23, tzinfo=UTC))
    number = journal.intend(ActKind.ACTIVATE)
    journal.sent(number)
    journal.settle(number, ActState.DONE)
    journal.close()
    assert main(arguments) == 0
    listed = capsys.readouterr().out
    assert number in listed
    assert "done" in listed


def test_a_damaged_journal_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"no database")
    assert main(["journal", "--config", str(_CONFIG / "simulated.toml"), "--set", f'files.journal="{path}"']) == 1
    assert str(path) in capsys.readouterr().err


def _bin(count: Path, *more: str) -> int:
    motor = ['card_reader.kind="crt-310"', 'card_reader.port="/dev/none"', f'card_reader.bin_count="{count}"']
    settings = [word for setting in motor for word in ("--set", setting)]
    return main(["bin", *more, "--config", str(_CONFIG / "simulated.toml"), *settings])


def test_the_bin_is_counted_and_emptied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = tmp_path / "state" / "retained-cards"
    assert _bin(count) == 0
    assert capsys.readouterr().out == "cards in the bin: 0 of 20\n"
    write_count(count, 3)
    assert _bin(count) == 0
    assert capsys.readouterr().out == "cards in the bin: 3 of 20\n"
    assert _bin(count, "--emptied") == 0
    assert capsys.readouterr().out == "cards in the bin: 0 of 20\n"
    assert read_count(count) == 0


def test_a_spoiled_count_is_told_and_put_right_by_emptying(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    count = tmp_path / "retained-cards"
    count.write_bytes(b"")
    assert _bin(count) == 1
    assert capsys.readouterr().err == f"{count}: holds no number of cards\n"
    assert _bin(count, "--emptied") == 0
    assert _bin(count) == 0


def test_a_count_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert _bin(tmp_path / "file" / "retained-cards", "--emptied") == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_reader_without_a_bin_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bin", "--config", str(_CONFIG / "simulated.toml")]) == REFUSED
    assert capsys.readouterr().err == "card_reader.kind: a pcsc reader has no bin\n"


def _run(folder: Path, config: str, *settings: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``kiosk run`` in a process of its own: the first frame is drawn before the whole configuration is checked."""
    files = (f'files.log="{folder / "kiosk.jsonl"}"', f'files.journal="{folder / "journal.db"}"')
    command = [sys.executable, "-m", "kiosk", "run", "--config", str(_CONFIG / config)]
    for setting in (*files, *settings):
        command += ["--set", setting]
    plain = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "SDL_VIDEODRIVER")}
    return subprocess.run(
        command, env={**plain, **environment}, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_wrong_key_ends_a_run_and_is_named(tmp_path: Path) -> None:
    ended = _run(tmp_path, "simulated.toml", "printer.colour=true")
    assert ended.returncode == REFUSED
    assert "printer.colour: unknown key" in ended.stderr
    assert not (tmp_path / "journal.db").exists()


def test_a_damaged_journal_ends_a_run_and_is_named(tmp_path: Path) -> None:
    journal = tmp_path / "journal.db"
    journal.write_bytes(b"no database")
    ended = _run(tmp_path, "simulated.toml")
    assert ended.returncode == REFUSED
    assert str(journal) in ended.stderr
    assert journal.read_bytes() == b"no database"


def test_a_key_that_is_not_there_ends_a_run_and_is_named(tmp_path: Path) -> None:
    ended = _run(tmp_path, "simulated.toml", f'office.key="{tmp_path / "no.key"}"')
    assert ended.returncode == REFUSED
    assert f"{tmp_path / 'no.key'}: cannot be read" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_real_machine_without_a_screen_says_so(tmp_path: Path) -> None:
    ended = _run(tmp_path, "kiosk.toml")
    assert ended.returncode == 1
    assert "there is no screen to draw on" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_new_key_is_made_once_and_its_public_half_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "machine.key"
    assert main(["keys", "new", "SM2-SM3", str(path)]) == 0
    told = capsys.readouterr().out
    assert told == read_signer(path, "SM2-SM3").public.line() + "\n"
    assert main(["keys", "new", "SM2-SM3", str(path)]) == REFUSED
    assert f"{path}: not written: File exists" in capsys.readouterr().err
