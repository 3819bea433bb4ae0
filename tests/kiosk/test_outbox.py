"""The outbox: what it took survives kill -9, goes out in order, is bounded and erased; words of closed lists only."""

from __future__ import annotations

import dataclasses
import enum
import os
import signal
import sqlite3
import typing
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import outbox as module
from kiosk.events import MessageDropped, OutboxPutAside
from kiosk.outbox import MOST, CallReason, Happening, Kind, Letter, Message, Outbox, OutboxError, Rating, StaffCall
from tests.room import ListLog

NOON = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
CALL = StaffCall(CallReason.HELP)
EVENT = Happening(Kind.DOCUMENT_LEFT, NOON)


class Desk:
    """An outbox with a log and a clock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.log = ListLog()
        self.now = NOON
        self.outbox = self.opened()

    def opened(self) -> Outbox:
        return Outbox(self.path, ["progress", "activate"], self.log, lambda: self.now)

    def again(self) -> None:
        self.outbox.close()
        self.outbox = self.opened()

    def emptied(self) -> list[Message]:
        """Deliver everything."""
        sent = []
        while (letter := self.outbox.first()) is not None:
            sent.append(letter.message)
            self.outbox.delivered(letter.id)
        return sent

    def dropped(self) -> list[tuple[str, str]]:
        return [(event.message, event.reason) for event in self.log.events if isinstance(event, MessageDropped)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "outbox.db")
    yield desk
    desk.outbox.close()


def ratings(count: int) -> list[Message]:
    return [Rating("progress", 1 + number % 5) for number in range(count)]


def test_calls_for_staff_come_first_and_all_else_in_order(desk: Desk) -> None:
    for message in (Rating("progress", 5), EVENT, CALL, Rating("activate", 1)):
        assert desk.outbox.put(message)
    assert desk.emptied() == [CALL, Rating("progress", 5), EVENT, Rating("activate", 1)]
    assert desk.outbox.first() is None


def test_a_letter_keeps_its_id_until_it_is_delivered_and_is_erased_then(desk: Desk) -> None:
    desk.outbox.put(EVENT)
    first = desk.outbox.first()
    assert first is not None
    assert str(uuid.UUID(first.id)) == first.id
    desk.again()
    assert desk.outbox.first() == first == Letter(first.id, EVENT)
    desk.outbox.delivered(first.id)
    desk.outbox.delivered(first.id)
    desk.again()
    assert desk.outbox.first() is None
    assert first.id.encode() not in desk.path.read_bytes()


def test_the_oldest_of_the_least_important_makes_room(desk: Desk) -> None:
    desk.outbox.put(CALL)
    for message in (*ratings(MOST - 3), EVENT, Happening(Kind.TAMPERED, NOON)):
        desk.outbox.put(message)
    assert desk.dropped() == []
    for _ in range(3):
        desk.outbox.put(Rating("activate", 4))
    assert desk.dropped() == [("event", "full"), ("event", "full"), ("rating", "full")]
    assert desk.emptied() == [CALL, *ratings(MOST - 3)[1:], *[Rating("activate", 4)] * 3]


def test_a_call_for_staff_is_not_brought_to_somebody_who_has_left(desk: Desk) -> None:
    desk.outbox.put(CALL)
    desk.outbox.put(EVENT)
    desk.now = NOON + timedelta(minutes=9)
    assert desk.outbox.first() == Letter(typing.cast(Letter, desk.outbox.first()).id, CALL)
    desk.now = NOON + timedelta(minutes=11)
    assert desk.emptied() == [EVENT]
    assert desk.dropped() == [("staff-call", "too-late")]


@pytest.mark.parametrize(
    "message", [Rating("测试戊", 5), Rating("unheard-of", 5), Rating("progress", 0), Rating("progress", 6)], ids=str
)
def test_what_is_not_on_the_lists_is_not_taken(desk: Desk, message: Message) -> None:
    with pytest.raises(ValueError, match="a rating is of a service of this machine"):
        desk.outbox.put(message)
    assert desk.outbox.first() is None


def test_no_message_has_a_place_for_words_of_ones_own() -> None:
    """A rating's service is a word as well, and held against the list of services above."""
    for kind in typing.get_args(Message):
        for field in dataclasses.fields(kind):
            hint = typing.get_type_hints(kind)[field.name]
            closed = isinstance(hint, type) and issubclass(hint, enum.Enum)
            assert closed or hint in (int, datetime) or (kind, field.name) == (Rating, "service")


def test_a_disk_that_takes_nothing_is_told_and_harms_nobody(desk: Desk) -> None:
    desk.outbox.close()
    assert not desk.outbox.put(CALL)
    assert desk.dropped() == [("staff-call", "not-written")]
    desk.outbox = desk.opened()


def test_words_of_another_version_are_dropped(desk: Desk) -> None:
    desk.outbox.put(EVENT)
    desk.outbox.put(Rating("progress", 3))
    desk.outbox._db.execute("UPDATE messages SET word = 'flooded' WHERE kind = 'event'")
    assert desk.emptied() == [Rating("progress", 3)]
    assert desk.dropped() == [("event", "not-understood")]


def _garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 100)


def _damaged(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(4096) + data[8192:])


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("harm", [_garbage, _damaged, _cut_short])
def test_a_damaged_outbox_is_put_aside_and_a_new_one_begun(desk: Desk, harm: Callable[[Path], None]) -> None:
    for message in ratings(50):
        desk.outbox.put(message)
    desk.outbox.close()
    harm(desk.path)
    harmed = desk.path.read_bytes()
    desk.outbox = desk.opened()
    assert desk.log.events == [OutboxPutAside("outbox.db.damaged")]
    assert desk.path.with_name("outbox.db.damaged").read_bytes() == harmed
    desk.outbox.put(EVENT)
    assert desk.emptied() == [EVENT]


def test_something_else_is_never_touched(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE acts (number TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(OutboxError, match="is not an outbox"):
        Desk(path)
    assert path.read_bytes() == before
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutboxError):
        Desk(tmp_path / "file" / "outbox.db")


def test_an_empty_file_is_a_new_outbox(tmp_path: Path) -> None:
    (tmp_path / "outbox.db").write_bytes(b"")
    desk = Desk(tmp_path / "outbox.db")
    desk.outbox.put(EVENT)
    assert desk.emptied() == [EVENT]
    desk.outbox.close()


def test_every_commit_waits_for_the_disk_and_what_is_erased_is_overwritten(desk: Desk) -> None:
    settings = {
        name: desk.outbox._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "journal_mode")
    }
    assert settings == {"synchronous": 2, "journal_mode": "wal"}
    assert desk.outbox._db.execute("PRAGMA secure_delete").fetchone()[0] == 1


def test_what_was_taken_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            outbox = Outbox(path, ["progress"], ListLog(), lambda: NOON)
            for message in ratings(20):
                outbox.put(message)
                os.write(writing, b".")
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    os.close(writing)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    with os.fdopen(reading, "rb") as told:
        assert told.read() == b"." * 20
    desk = Desk(path)
    assert desk.emptied() == ratings(20)
    desk.outbox.close()


def test_the_lists_are_words_the_contract_allows() -> None:
    for word in [*module.Kind, *module.CallReason]:
        assert word.value.replace("-", "").isalpha()
        assert word.value == word.value.lower()
