"""The sets on a machine: what is in force after each step, each mistake, and a power cut at any moment."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from kiosk.content.bundle import SIGNATURE, BundleRefused
from kiosk.content.problems import ContentWrong
from kiosk.content.store import newer
from tests.kiosk.content.content_desk import Desk, bundle, edited, files, signed, zipped

SHIPPED, FIRST, SECOND = "2026-11-24.2", "2026-12-01.1", "2026-12-01.2"
_CHANGES = ("os.rename", "os.mkdir", "os.remove", "os.rmdir")
_CUT = 9  # exit status of a process that lost its power


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A machine with nothing but the shipped set."""
    return Desk(tmp_path)


def with_first(desk: Desk) -> None:
    """The first set from the office is in force and proven."""
    desk.store().install(bundle(FIRST))
    desk.store().start()
    desk.store().prove()


def started(desk: Desk) -> str:
    """The version a start goes on with."""
    return desk.store().start().version


def test_without_a_set_from_the_office_the_shipped_one_is_in_force(desk: Desk) -> None:
    assert started(desk) == SHIPPED
    assert desk.told == []


def test_a_bundle_is_in_force_at_once_and_after_a_start(desk: Desk) -> None:
    assert desk.store().install(bundle(FIRST)).version == FIRST
    assert started(desk) == FIRST
    assert desk.told == []


def test_the_last_two_sets_are_kept(desk: Desk) -> None:
    for version in (FIRST, SECOND, "2026-12-02.1"):
        desk.store().install(bundle(version))
        desk.store().prove()
    assert desk.store().sets() == [SECOND, "2026-12-02.1"]


@pytest.mark.parametrize("version", [FIRST, "2026-11-30.9"])
def test_a_set_that_is_not_newer_is_refused(desk: Desk, version: str) -> None:
    with_first(desk)
    with pytest.raises(BundleRefused, match="not newer"):
        desk.store().install(bundle(version))
    assert started(desk) == FIRST


def test_versions_count_as_numbers() -> None:
    assert newer("2026-12-01.10", "2026-12-01.9")
    assert not newer("2026-12-01.2", "2026-12-01.10")


def test_a_wrong_set_is_named_and_changes_nothing(desk: Desk) -> None:
    with_first(desk)
    wrong = edited(files(SECOND), "questions.toml", 'topic = "new-card"', 'topic = "x"')
    with pytest.raises(ContentWrong, match="F01: topic"):
        desk.store().install(zipped(signed(wrong)))
    assert started(desk) == FIRST
    assert sorted(path.name for path in desk.files.folder.iterdir()) == [FIRST, "state.json"]


@pytest.mark.parametrize("spoil", ["changed", "unsigned", "gone", "cut short"])
def test_a_set_that_went_bad_on_the_disk_gives_way_to_the_one_before(desk: Desk, spoil: str) -> None:
    with_first(desk)
    desk.store().install(bundle(SECOND))
    folder = desk.files.folder / SECOND
    match spoil:
        case "changed":
            (folder / "rules.toml").write_bytes(files()["rules.toml"].replace(b"30", b"31"))
        case "unsigned":
            (folder / SIGNATURE).unlink()
        case "gone":
            folder.rename(desk.folder / "elsewhere")
        case "cut short":
            (folder / "outlets.csv").write_bytes(b"")
    assert started(desk) == FIRST
    [(version, _)] = desk.told
    assert version == SECOND
    assert SECOND in desk.store().state().refused
    assert started(desk) == FIRST


def test_when_both_went_bad_the_shipped_set_is_in_force(desk: Desk) -> None:
    with_first(desk)
    desk.store().install(bundle(SECOND))
    for version in (FIRST, SECOND):
        (desk.files.folder / version / "set.toml").unlink()
    assert started(desk) == SHIPPED
    assert [version for version, _ in desk.told] == [SECOND, FIRST]


def test_a_start_that_fails_twice_leads_back_to_the_last_good_set(desk: Desk) -> None:
    with_first(desk)
    desk.store().install(bundle(SECOND))
    assert [started(desk), started(desk)] == [SECOND, SECOND]
    assert started(desk) == FIRST
    assert desk.told == [(SECOND, "BundleRefused: the machine did not start with it")]


def test_a_set_that_a_start_went_well_with_stays(desk: Desk) -> None:
    desk.store().install(bundle(FIRST))
    desk.store().start()
    desk.store().prove()
    assert [started(desk) for _ in range(5)] == [FIRST] * 5


def test_a_set_that_was_never_proven_is_no_way_back(desk: Desk) -> None:
    with_first(desk)
    desk.store().install(bundle(SECOND))
    desk.store().install(bundle("2026-12-02.1"))
    assert desk.store().roll_back("by hand") == FIRST
    assert started(desk) == FIRST


def test_an_operator_can_roll_back_to_the_shipped_set_and_no_further(desk: Desk) -> None:
    with_first(desk)
    assert desk.store().roll_back("by hand") == ""
    assert started(desk) == SHIPPED
    with pytest.raises(LookupError):
        desk.store().roll_back("by hand")


@pytest.mark.parametrize("junk", [b"", b"{", b'{"current": "../../etc"}', b'{"current": 5}', b"\xff"])
def test_a_state_that_cannot_be_read_is_told_and_the_shipped_set_is_in_force(desk: Desk, junk: bytes) -> None:
    with_first(desk)
    (desk.files.folder / "state.json").write_bytes(junk)
    assert started(desk) == SHIPPED
    assert "state.json cannot be read" in desk.told[0][1]
    assert desk.store().install(bundle(SECOND)).version == SECOND


def test_a_disk_that_takes_nothing_does_not_keep_the_machine_from_starting(desk: Desk) -> None:
    desk.store().install(bundle(FIRST))
    (desk.files.folder / FIRST / "set.toml").unlink()
    desk.files.folder.joinpath(f".state.json.{os.getpid()}").mkdir()  # in the way of every new state
    assert started(desk) == SHIPPED
    assert "cannot be written" in desk.told[-1][1]


def test_a_power_cut_at_any_moment_leaves_a_good_set_in_force(tmp_path: Path) -> None:
    """Every change of the disk is a moment: the process ends before it, as it does when the power is gone."""
    moment = 0
    while True:
        desk = Desk(tmp_path / str(moment))
        with_first(desk)
        if not _cut_before_change(desk, moment):
            break
        after = started(desk)
        assert after in (FIRST, SECOND), moment
        assert desk.told == []
        if after == FIRST:
            desk.store().install(bundle(SECOND))
        assert desk.store().state().current == SECOND, moment
        assert json.loads((desk.files.folder / "state.json").read_bytes())["previous"] == FIRST
        moment += 1
    assert moment >= 14  # a folder, ten files and the state written, two names changed


def _cut_before_change(desk: Desk, moment: int) -> bool:
    """Install in a child that ends before its change number `moment`; False when it had fewer."""
    child = os.fork()
    if child == 0:
        left = moment

        def watch(event: str, args: tuple[object, ...]) -> None:
            nonlocal left
            if event in _CHANGES or (event == "open" and isinstance(args[1], str) and "w" in args[1]):
                if left == 0:
                    os._exit(_CUT)
                left -= 1

        sys.addaudithook(watch)
        desk.store().install(bundle(SECOND))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == _CUT
