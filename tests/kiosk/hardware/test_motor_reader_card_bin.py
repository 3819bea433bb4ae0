"""The number of cards in the bin: it outlasts everything, and a spoiled file is told and stops nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kiosk.hardware.motor_reader.card_bin import CardBin, CountLost, read_count, write_count


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the number is kept; nothing is there yet."""
    return tmp_path / "state" / "retained-cards"


def full_disk(fd: int) -> None:
    """`os.fsync` on a disk that is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_no_file_is_an_empty_bin(path: Path) -> None:
    assert read_count(path) == 0


@pytest.mark.parametrize("cards", [0, 1, 500])
def test_what_was_written_is_read_and_nothing_lies_beside_it(path: Path, cards: int) -> None:
    write_count(path, 7)
    write_count(path, cards)
    assert read_count(path) == cards
    assert path.read_bytes() == b"%d\n" % cards, "a number and nothing else"
    assert list(path.parent.iterdir()) == [path]


def test_the_new_number_is_on_the_disk_before_it_takes_the_place_of_the_old(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_count(path, 3)
    steps: list[str] = []
    sync = os.fsync

    def watched(fd: int) -> None:
        steps.append(f"{Path(f'/proc/self/fd/{fd}').resolve() == path.parent}, {read_count(path)}")
        sync(fd)

    monkeypatch.setattr(os, "fsync", watched)
    write_count(path, 4)
    assert steps == ["False, 3", "True, 4"], "the file while the old number stands, the folder when the new one does"


def test_everybody_may_read_it_whoever_wrote_it(path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_count(path, 1)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_write_that_fails_leaves_the_old_number(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_count(path, 3)
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(CountLost, match=r"retained-cards: cannot be written: No space left"):
        write_count(path, 4)
    assert read_count(path) == 3
    assert list(path.parent.iterdir()) == [path]


SPOILED = [b"", b"\n", b"-1\n", b"three", b"3 cards", b"\x00\x00", b"1\n2\n", b"9" * 7, b"1" * 5000, "３".encode()]


@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_spoiled_file_is_told_once_and_left_for_somebody_to_look_at(path: Path, spoiled: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(spoiled)
    told: list[str] = []
    card_bin = CardBin(path, told.append)
    assert card_bin.cards() is None
    card_bin.one_more()
    card_bin.one_less()
    assert card_bin.cards() is None
    assert path.read_bytes() == spoiled
    assert told == [f"{path}: holds no number of cards"]
    write_count(path, 0)
    assert card_bin.cards() == 0
    path.write_bytes(spoiled)
    assert card_bin.cards() is None
    assert len(told) == 2, "it was well in between"


def test_what_is_no_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    told: list[str] = []
    assert CardBin(path, told.append).cards() is None
    assert told == [f"{path}: cannot be read: Is a directory"]


def test_cards_are_counted_while_the_disk_is_full(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    card_bin = CardBin(path, told.append)
    card_bin.one_more()
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full_disk)
        card_bin.one_more()
        card_bin.one_more()
        assert card_bin.cards() == 3
        assert read_count(path) == 1
        card_bin.one_less()
        assert card_bin.cards() == 2
    assert told == [f"{path}: cannot be written: No space left on device"]
    card_bin.one_more()
    assert read_count(path) == 3
    assert card_bin.cards() == 3


def test_a_bin_emptied_by_another_program_is_never_less_than_empty(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card_bin = CardBin(path, lambda reason: None)
    card_bin.one_more()
    write_count(path, 0)
    card_bin.one_less()
    assert card_bin.cards() == read_count(path) == 0
    card_bin.one_more()
    monkeypatch.setattr(os, "fsync", full_disk)
    card_bin.one_less()
    path.unlink()
    assert card_bin.cards() == 0
