"""The durable record of every act that changes something, at the office or on a card; holds no personal data.

SQLite in WAL mode with synchronous=FULL: a change is on the disk before its method returns, so an act
whose answer was lost can be enquired about after a power cut.
"""

from __future__ import annotations

import contextlib
import enum
import os
import re
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

_APPLICATION = 0x48525353  # "HRSS": a file without this mark is not a journal
_VERSION = 2
_SCHEMA = """
CREATE TABLE acts (
    number TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('intended', 'sent', 'done', 'refused', 'void', 'unknown')),
    reason TEXT NOT NULL DEFAULT '',
    intended_at TEXT NOT NULL,
    sent_at TEXT,
    settled_at TEXT);
CREATE INDEX open_acts ON acts (state) WHERE state IN ('intended', 'sent');
"""
_COLUMNS = "number, kind, state, reason, intended_at, sent_at, settled_at"
# Version 1 knew no state `unknown`, and activations only. SQLite cannot change a CHECK, so the table is made anew.
_FROM_VERSION_1 = f"""
DROP INDEX open_acts;
ALTER TABLE acts RENAME TO acts_before;
{_SCHEMA}
INSERT INTO acts (rowid, {_COLUMNS}) SELECT rowid, {_COLUMNS} FROM acts_before;
DROP TABLE acts_before;
"""


class ActKind(enum.Enum):
    """What is done."""

    ACTIVATE = "activate"
    RESET_PIN = "reset-pin"
    CHANGE_PIN = "change-pin"
    REPORT_LOSS = "report-loss"
    RELEASE_LOSS = "release-loss"
    TRANSFER = "transfer"

    @property
    def on_card(self) -> bool:
        """Whether the chip card does it, so that the office knows nothing of it and cannot be asked."""
        return self is ActKind.CHANGE_PIN


class ActState(enum.Enum):
    """How far an act is known to have gone."""

    INTENDED = "intended"  # written down; the request has not left: `sent` is durable before it does
    SENT = "sent"  # on its way: the office, or the card, may have acted
    DONE = "done"
    REFUSED = "refused"
    VOID = "void"  # nothing happened, and nothing will
    UNKNOWN = "unknown"  # on a card that cannot be asked any more: it may have happened


SETTLED = frozenset({ActState.DONE, ActState.REFUSED, ActState.VOID, ActState.UNKNOWN})

# Only forward. An intended act may be settled at once: it never left.
AFTER = MappingProxyType(
    {
        ActState.INTENDED: SETTLED | {ActState.SENT},
        ActState.SENT: SETTLED,
        ActState.DONE: frozenset[ActState](),
        ActState.REFUSED: frozenset[ActState](),
        ActState.VOID: frozenset[ActState](),
        ActState.UNKNOWN: frozenset[ActState](),
    }
)


class JournalError(Exception):
    """The journal cannot be used, or was asked for something wrong. No act may be sent then."""


@dataclass(frozen=True)
class Act:
    """One act. Times are UTC; None where it has not come to that."""

    number: str  # UUID, the request number the office knows it by
    kind: ActKind
    state: ActState
    reason: str  # the word for a refusal, or for why nothing was left to do; else ""
    intended_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None


class Journal:
    """The journal in one file. Calls block for about a millisecond. Every method may raise `JournalError`."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        """Open the journal, or make a new one where there is no file; `now` gives an aware time.

        A file that is damaged, empty, foreign or of another version is refused, never replaced: it may know of
        acts nobody else remembers. One of version 1 is brought to this version, in one transaction.
        """
        self._path = path
        self._now = now
        with _told(path):
            if not path.exists():
                _create(path)
            # Built by one thread at the start and used by another from then on, never by two at once.
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
            )
            try:
                self._check()
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = FULL")
                self._bring_up_to_date()
            except BaseException:
                self._db.close()
                raise

    def intend(self, kind: ActKind) -> str:
        """Write down that an act is about to be sent; gives its new number once that is durable."""
        number = str(uuid.uuid4())
        with self._change() as db:
            db.execute(
                "INSERT INTO acts (number, kind, state, intended_at) VALUES (?, ?, ?, ?)",
                (number, kind.value, ActState.INTENDED.value, self._stamp()),
            )
        return number

    def sent(self, number: str) -> None:
        """The request leaves now."""
        with self._change() as db:
            self._forward(db, number, ActState.SENT)
            db.execute("UPDATE acts SET sent_at = ? WHERE number = ?", (self._stamp(), number))

    def settle(self, number: str, outcome: ActState, reason: str = "") -> None:
        """The act is settled for ever; `reason` is a code of lower-case letters and hyphens."""
        if outcome not in SETTLED:
            raise JournalError(f"{self._path}: {outcome.value} does not settle an act")
        if not re.fullmatch(r"[a-z-]{0,40}", reason):
            raise JournalError(f"{self._path}: a reason must be a code, not words")
        with self._change() as db:
            self._forward(db, number, outcome)
            db.execute("UPDATE acts SET settled_at = ?, reason = ? WHERE number = ?", (self._stamp(), reason, number))

    def open_acts(self) -> list[Act]:
        """Acts not settled, oldest first: what must be enquired about."""
        with _told(self._path):
            return self._acts("WHERE state IN ('intended', 'sent') ORDER BY rowid")

    def acts(self, limit: int = 100) -> list[Act]:
        """The newest `limit` acts, newest first."""
        with _told(self._path):
            return self._acts("ORDER BY rowid DESC LIMIT ?", limit)

    def close(self) -> None:
        """Close the file; the journal cannot be used afterwards."""
        self._db.close()

    def _acts(self, which: str, *values: object) -> list[Act]:
        return [_act(row) for row in self._db.execute(f"SELECT {_COLUMNS} FROM acts {which}", values)]

    def _forward(self, db: sqlite3.Connection, number: str, state: ActState) -> None:
        row = db.execute("SELECT state FROM acts WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise JournalError(f"{self._path}: no act {number}")
        if state not in AFTER[ActState(row[0])]:
            raise JournalError(f"{self._path}: act {number} is {row[0]} and cannot become {state.value}")
        db.execute("UPDATE acts SET state = ? WHERE number = ?", (state.value, number))

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="milliseconds")

    @contextlib.contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """One transaction, durable when the block ends."""
        with _told(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def _check(self) -> None:
        mark, version = (
            self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        if mark != _APPLICATION:
            raise JournalError(f"{self._path}: is not a journal")
        if version not in (1, _VERSION):
            raise JournalError(f"{self._path}: has version {version}, this program knows version {_VERSION}")
        verdict = self._db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise JournalError(f"{self._path}: is damaged: {verdict}")

    def _bring_up_to_date(self) -> None:
        if self._db.execute("PRAGMA user_version").fetchone()[0] == 1:
            with self._change() as db:
                for statement in filter(str.strip, _FROM_VERSION_1.split(";")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {_VERSION}")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Every failure of the database or the disk as a `JournalError` that names the file."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(f"{path}: {error}") from error
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise JournalError(f"{path}: holds what cannot be: {error}") from error


def _create(path: Path) -> None:
    """Make a new journal beside its place and move it there whole, so that an empty file is always damage."""
    beside = [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm")]
    if any(left.exists() for left in beside):
        raise JournalError(f"{path}: is missing, but {beside[0].name} of an earlier one is there")
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    for left in (new, new.with_name(new.name + "-wal"), new.with_name(new.name + "-shm")):
        left.unlink(missing_ok=True)  # of an attempt that lost power
    with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.executescript(
            f"BEGIN; {_SCHEMA} PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION}; COMMIT;"
        )
    new.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the new name too must survive a power cut
    finally:
        os.close(folder)


def _act(row: tuple[str, str, str, str, str, str | None, str | None]) -> Act:
    number, kind, state, reason, intended, sent, settled = row
    return Act(
        number, ActKind(kind), ActState(state), reason, datetime.fromisoformat(intended), _time(sent), _time(settled)
    )


def _time(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None
