"""What the office is told by and by: ratings, calls for staff, events; kept on the disk until it has them.

SQLite as for the journal. Nothing personal can get in: a message is made of words of closed lists, a level and a time.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from kiosk.events import Log, MessageDropped, OutboxPutAside

MOST = 1000  # messages; an office that is gone for weeks must not fill the disk
_CALL_SECONDS = 600.0  # a call for staff that is older would bring somebody to a citizen who has left
_APPLICATION = 0x48525358  # "HRSX"
_VERSION = 1
_SCHEMA = """
CREATE TABLE messages (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('staff-call', 'rating', 'event')),
    word TEXT NOT NULL,
    level INTEGER CHECK (level BETWEEN 1 AND 5),
    at TEXT NOT NULL)
"""
_FIRST = "SELECT id, kind, word, level, at FROM messages ORDER BY kind != 'staff-call', place LIMIT 1"
_LEAST = "SELECT place, kind FROM messages ORDER BY kind != 'event', kind != 'rating', place LIMIT 1"


class CallReason(enum.Enum):
    """Why staff are called."""

    HELP = "help"  # somebody touched "call staff"


class Kind(enum.Enum):
    """What happened."""

    STAFF_CALLED = "staff-called"
    CARD_KEPT = "card-kept"
    DOCUMENT_LEFT = "document-left"
    CARD_LEFT = "card-left"
    DOOR_OPEN = "door-open"
    TAMPERED = "tampered"
    MAINS_LOST = "mains-lost"
    MAINS_BACK = "mains-back"
    BATTERY_LOW = "battery-low"


@dataclass(frozen=True)
class Rating:
    """How somebody liked a service, by its key; from 5, very content, to 1."""

    service: str
    level: int


@dataclass(frozen=True)
class StaffCall:
    """Somebody at this machine needs help now."""

    reason: CallReason


@dataclass(frozen=True)
class Happening:
    """Something happened at this machine; `at` is aware."""

    kind: Kind
    at: datetime


Message: TypeAlias = Rating | StaffCall | Happening


@dataclass(frozen=True)
class Letter:
    """A message with the id that the office knows it by, however often it is sent."""

    id: str
    message: Message


class OutboxError(Exception):
    """There can be no outbox at this path."""


class Outbox:
    """The outbox in one file. Calls block for about a millisecond; after it is open none raises for want of a disk."""

    def __init__(self, path: Path, services: Collection[str], log: Log, now: Callable[[], datetime]) -> None:
        """Open it, or make a new one. `services`: the keys that can be rated; `now` gives an aware time.

        A damaged file is put aside and told in the log: what it held is not worth a machine that stands still.
        Raises `OutboxError` for a file that is something else, or a place where none can be.
        """
        self._path = path
        self._services = frozenset(services)
        self._log = log
        self._now = now
        self._arrived = asyncio.Event()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._db = _opened(path)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self._put_aside()
        except sqlite3.Error as error:
            raise OutboxError(f"{path}: {error}") from error
        except OSError as error:
            raise OutboxError(f"{path}: {error.strerror}") from error

    def put(self, message: Message) -> bool:
        """Keep a message until the office has it; False when the disk does not take it, which the log is told.

        Raises ValueError for a service or a level that there is not.
        """
        kind, word, level, at = self._row(message)
        try:
            with self._change() as db:
                while db.execute("SELECT count(*) FROM messages").fetchone()[0] >= MOST:
                    self._drop_least(db)
                row = (str(uuid.uuid4()), kind, word, level, at)
                db.execute("INSERT INTO messages (id, kind, word, level, at) VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error:
            self._log.write(MessageDropped(kind, "not-written"))
            return False
        self._arrived.set()
        return True

    def first(self) -> Letter | None:
        """The next to be sent: a call for staff, else the oldest. Calls that come too late are dropped here."""
        while (row := self._db.execute(_FIRST).fetchone()) is not None:
            letter = _letter(row)
            if letter is None:
                self.drop(row[0], "not-understood")
            elif isinstance(letter.message, StaffCall) and self._too_late(row[4]):
                self.drop(row[0], "too-late")
            else:
                return letter
        return None

    async def arrival(self) -> None:
        """Wait until a message is put in, counted from the call."""
        self._arrived.clear()
        await self._arrived.wait()

    def delivered(self, letter: str) -> None:
        """The office has it: forget it. Raises `sqlite3.Error`: then it is sent again, and the office knows its id."""
        with self._change() as db:
            db.execute("DELETE FROM messages WHERE id = ?", (letter,))

    def drop(self, letter: str, reason: str) -> None:
        """Give a message up, for a reason the log is told. Raises `sqlite3.Error`."""
        with self._change() as db:
            kinds = db.execute("DELETE FROM messages WHERE id = ? RETURNING kind", (letter,)).fetchall()
        for (kind,) in kinds:
            self._log.write(MessageDropped(kind, reason))

    def close(self) -> None:
        """Close the file; what is in it waits there."""
        self._db.close()

    def _row(self, message: Message) -> tuple[str, str, int | None, str]:
        match message:
            case Rating(service, level):
                if service not in self._services or level not in range(1, 6):
                    raise ValueError("a rating is of a service of this machine, from 5 to 1")
                return "rating", service, level, self._stamp(self._now())
            case StaffCall(reason):
                return "staff-call", reason.value, None, self._stamp(self._now())
            case Happening(kind, at):
                return "event", kind.value, None, self._stamp(at)

    def _drop_least(self, db: sqlite3.Connection) -> None:
        """Make room: the oldest event goes first, then the oldest rating, and calls for staff last."""
        place, kind = db.execute(_LEAST).fetchone()
        db.execute("DELETE FROM messages WHERE place = ?", (place,))
        self._log.write(MessageDropped(kind, "full"))

    def _too_late(self, at: str) -> bool:
        return (self._now() - datetime.fromisoformat(at)).total_seconds() > _CALL_SECONDS

    @staticmethod
    def _stamp(moment: datetime) -> str:
        return moment.astimezone(UTC).isoformat(timespec="milliseconds")

    @contextlib.contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """One transaction, durable when the block ends."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _put_aside(self) -> None:
        aside = self._path.with_name(self._path.name + ".damaged")
        self._path.replace(aside)
        for suffix in ("-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
        self._db = _opened(self._path)
        self._log.write(OutboxPutAside(aside.name))


def _opened(path: Path) -> sqlite3.Connection:
    """Raises `sqlite3.DatabaseError` itself, not a kind of it, when damaged; `OutboxError` when something else."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)  # built by one thread, used by another
    try:
        mark, version = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        empty = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
        if not empty and (mark, version) != (_APPLICATION, _VERSION):
            raise OutboxError(f"{path}: is not an outbox of version {_VERSION}")
        verdict = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        for setting in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            db.execute(f"PRAGMA {setting}")
        if empty:
            db.executescript(
                f"BEGIN; {_SCHEMA}; PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION}; COMMIT;"
            )
    except BaseException:
        db.close()
        raise
    return db


def _letter(row: tuple[str, str, str, int | None, str]) -> Letter | None:
    """None for words that this version does not know."""
    name, kind, word, level, at = row
    try:
        match kind:
            case "rating" if level is not None:
                return Letter(name, Rating(word, level))
            case "staff-call":
                return Letter(name, StaffCall(CallReason(word)))
            case "event":
                return Letter(name, Happening(Kind(word), datetime.fromisoformat(at)))
    except ValueError:
        pass
    return None
