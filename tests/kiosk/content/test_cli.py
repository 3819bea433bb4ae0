"""``kiosk content``: what it says of a set and of a machine's sets, and the bundle that an office makes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.content.bundle import SIGNATURE, unpack
from kiosk.content.store import ContentStore
from tests.kiosk.content.content_desk import SHIPPED, Desk, bundle, edited, files, is_the_office_s, signed, written

_CONFIG = SHIPPED.parent


def content(desk: Desk, *words: str) -> int:
    """One command on a machine with these sets."""
    where = [f'content.shipped="{desk.files.shipped}"', f'content.folder="{desk.files.folder}"']
    settings = [word for setting in where for word in ("--set", setting)]
    return main(["content", *words, "--config", str(_CONFIG / "simulated.toml"), *settings])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A machine with the shipped set."""
    return Desk(tmp_path)


def test_check_counts_what_there_is_and_names_what_to_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", str(SHIPPED), "--config", str(_CONFIG / "simulated.toml")]) == 0
    said = capsys.readouterr().out
    for part in (
        "in order, version 2026-11-24.2, made up",
        "3494 ordinary outlets, 422 instant outlets, 36 questions, 2 notices, 5 channels, 23 districts, 21 area codes",
        "not reviewed by the owner: F04 F12",
        "ended before this set was made: F02a F03",
    ):
        assert part in said


def test_check_names_every_mistake(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = edited(edited(files(), "rules.toml", "= 30", "= 0"), "channels.toml", '"app"', '"fax"')
    folder = written(desk.folder / "wrong", wrong)
    assert content(desk, "check", str(folder)) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(": Input")[0] for line in said] == [
        f"{folder}: rules.toml: production_working_days.value",
        f"{folder}: channels.toml: tianfu: kind",
    ]


def test_check_without_a_folder_looks_at_the_shipped_set(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert content(desk, "check") == 0
    assert str(desk.files.shipped) in capsys.readouterr().out


def test_list_shows_what_is_in_force_and_roll_back_goes_one_back(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    for version in ("2026-12-01.1", "2026-12-02.1"):
        desk.store().install(bundle(version))
        desk.store().prove()
    assert content(desk, "list") == 0
    assert [line.split()[:3] for line in capsys.readouterr().out.splitlines()] == [
        ["shipped", str(desk.files.shipped)],
        ["2026-12-01.1", "before"],
        ["2026-12-02.1", "in", "force"],
    ]
    assert content(desk, "roll-back") == 0
    assert capsys.readouterr().out == "in force from the next start on: 2026-12-01.1\n"
    assert content(desk, "list") == 0
    listed = capsys.readouterr().out
    assert "2026-12-01.1    in force" in listed
    assert "2026-12-02.1    refused   rolled back by hand" in listed
    assert content(desk, "roll-back") == 0
    assert content(desk, "roll-back") == 1
    assert "there is none before it" in capsys.readouterr().err


def test_an_office_makes_a_bundle_that_machines_take(desk: Desk, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    folder = written(desk.folder / "set", files("2026-12-03.1"))
    assert main(["content", "digest", str(folder)]) == 0
    assert capfdbinary.readouterr().out.startswith(b"HRSS-CONTENT\n")
    signature = desk.folder / "signature.bin"
    signature.write_bytes(signed(files("2026-12-03.1"))[SIGNATURE])
    made = desk.folder / "bundle.zip"
    assert main(["content", "pack", str(folder), str(signature), str(made)]) == 0
    assert unpack(made.read_bytes(), is_the_office_s)
    assert (
        ContentStore(desk.files, is_the_office_s, lambda *_: None).install(made.read_bytes()).version == "2026-12-03.1"
    )


def test_a_set_with_mistakes_is_not_signed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(desk.folder / "wrong", edited(files(), "rules.toml", "= 30", "= 0"))
    assert main(["content", "digest", str(folder)]) == 1
    assert "production_working_days" in capsys.readouterr().err
    assert main(["content", "pack", str(folder), str(folder / "none"), str(desk.folder / "bundle.zip")]) == 1
    assert not (desk.folder / "bundle.zip").exists()
