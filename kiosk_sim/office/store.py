"""The office's database: synthetic citizens, their cards, and every act with its recorded answer (SQLite)."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk_sim.people import STAGES, Outlet, Person

_SCHEMA = """
CREATE TABLE IF NOT EXISTS people (aac147 TEXT PRIMARY KEY, aac003 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS applications (
    aac147 TEXT PRIMARY KEY REFERENCES people, aae008 TEXT NOT NULL, trouble TEXT,
    outlet_name TEXT, outlet_aae006 TEXT, outlet_aae005 TEXT, outlet_hours TEXT);
CREATE TABLE IF NOT EXISTS stages (
    aac147 TEXT REFERENCES applications, stage TEXT, reached TEXT NOT NULL, PRIMARY KEY (aac147, stage));
CREATE TABLE IF NOT EXISTS cards (
    aaz500 TEXT PRIMARY KEY, aac147 TEXT NOT NULL REFERENCES people, aaz502 TEXT NOT NULL, aae008 TEXT NOT NULL);
-- One row per request number: what was asked (NULL for a number known only from an enquiry) and the answer.
CREATE TABLE IF NOT EXISTS requests (
    number TEXT PRIMARY KEY, outcome TEXT NOT NULL, reason TEXT, aac003 TEXT, aac147 TEXT, aaz500 TEXT);
-- One row each time a card was really switched on; nothing keeps a second row out but the rules above it.
CREATE TABLE IF NOT EXISTS acts (number TEXT NOT NULL, aaz500 TEXT NOT NULL);
"""

_SEALED, _NORMAL = "0", "1"


class NumberReused(Exception):
    """A request number came back with another person or card."""


@dataclass(frozen=True)
class Application:
    """One application as the database has it; `reached` in stage order."""

    reached: tuple[tuple[str, str], ...]
    bank: str
    outlet: Outlet | None
    trouble: str | None


@dataclass(frozen=True)
class Card:
    """State and bank of a card, and whether it belongs to the person who asked."""

    state: str
    bank: str
    belongs: bool


@dataclass(frozen=True)
class Request:
    """One activation as it was asked for."""

    number: str
    aac003: str
    aac147: str
    aaz500: str


@dataclass(frozen=True)
class Answer:
    """What came of an activation: done, refused or void; `reason` when it was refused."""

    outcome: str
    reason: str | None = None


class Store:
    """The database; a file survives restarts. May be looked at from any thread."""

    def __init__(self, path: str | Path = ":memory:") -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._lock = threading.Lock()
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def populate(self, people: Iterable[Person], today: date) -> None:
        """Fill an empty database, with stage dates counted back from `today`; leave a filled one alone."""
        with self._transaction() as db:
            if db.execute("SELECT 1 FROM people").fetchone():
                return
            for person in people:
                if person.application or person.card:
                    _settle_in(db, person, today)

    def application(self, aac003: str, aac147: str) -> Application | None:
        """A person's application; None when name and number are not known together."""
        with self._transaction() as db:
            row = db.execute(
                "SELECT aae008, trouble, outlet_name, outlet_aae006, outlet_aae005, outlet_hours"
                " FROM applications JOIN people USING (aac147) WHERE aac147 = ? AND aac003 = ?",
                (aac147, aac003),
            ).fetchone()
            if row is None:
                return None
            reached = dict(db.execute("SELECT stage, reached FROM stages WHERE aac147 = ?", (aac147,)))
        in_order = tuple((stage, reached[stage]) for stage in STAGES if stage in reached)
        return Application(in_order, row[0], Outlet(*row[2:]) if row[2] else None, row[1])

    def card(self, aac003: str, aac147: str, aaz500: str) -> Card | None:
        """A card, None when there is none of that number."""
        with self._transaction() as db:
            return _card(db, aac003, aac147, aaz500)

    def activate(self, request: Request, today: date) -> Answer:
        """Act once per request number and record the answer, both in one transaction.

        A number seen before gets its recorded answer. Raises `NumberReused`.
        """
        with self._transaction() as db:
            recorded = _recorded(db, request)
            if recorded is not None:
                return recorded
            answer = _decide(_card(db, request.aac003, request.aac147, request.aaz500))
            if answer.outcome == "done":
                _switch_on(db, request, today)
            _record(db, request.number, answer, request)
            return answer

    def enquire(self, number: str) -> Answer:
        """The recorded answer; a number never seen is recorded as void now and for ever."""
        with self._transaction() as db:
            row = db.execute("SELECT outcome, reason FROM requests WHERE number = ?", (number,)).fetchone()
            if row is not None:
                return Answer(*row)
            _record(db, number, Answer("void"), None)
            return Answer("void")

    def activations(self, number: str) -> int:
        """How many times a card was really switched on for this request number. For tests and the bench."""
        with self._transaction() as db:
            count: int = db.execute("SELECT count(*) FROM acts WHERE number = ?", (number,)).fetchone()[0]
            return count

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")


def _settle_in(db: sqlite3.Connection, person: Person, today: date) -> None:
    number = person.document.number
    db.execute("INSERT INTO people VALUES (?, ?)", (number, person.document.name))
    if application := person.application:
        at = application.outlet
        outlet = (at.name, at.address, at.phone, at.hours) if at else (None,) * 4
        row = (number, application.bank, application.trouble, *outlet)
        db.execute("INSERT INTO applications VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        days = [(number, stage, day.isoformat()) for stage, day in application.reached(today).items()]
        db.executemany("INSERT INTO stages VALUES (?, ?, ?)", days)
    if card := person.card:
        db.execute("INSERT INTO cards VALUES (?, ?, ?, ?)", (card.number, number, card.state, card.bank))


def _card(db: sqlite3.Connection, aac003: str, aac147: str, aaz500: str) -> Card | None:
    row = db.execute(
        "SELECT aaz502, aae008, aac003, aac147 FROM cards JOIN people USING (aac147) WHERE aaz500 = ?", (aaz500,)
    ).fetchone()
    return None if row is None else Card(row[0], row[1], (row[2], row[3]) == (aac003, aac147))


def _recorded(db: sqlite3.Connection, request: Request) -> Answer | None:
    row = db.execute(
        "SELECT outcome, reason, aac003, aac147, aaz500 FROM requests WHERE number = ?", (request.number,)
    ).fetchone()
    if row is None:
        return None
    if row[0] == "void":
        return Answer("refused", "void")
    if row[2:] != (request.aac003, request.aac147, request.aaz500):
        raise NumberReused
    return Answer(row[0], row[1])


def _decide(card: Card | None) -> Answer:
    if card is None:
        return Answer("refused", "unknown-card")
    if not card.belongs:
        return Answer("refused", "not-holder")
    if card.state == _NORMAL:
        return Answer("refused", "already-active")
    return Answer("done") if card.state == _SEALED else Answer("refused", "wrong-state")


def _switch_on(db: sqlite3.Connection, request: Request, today: date) -> None:
    db.execute("UPDATE cards SET aaz502 = ? WHERE aaz500 = ?", (_NORMAL, request.aaz500))
    db.execute("INSERT INTO acts VALUES (?, ?)", (request.number, request.aaz500))
    db.execute(
        "INSERT OR IGNORE INTO stages SELECT aac147, 'activated', ? FROM applications WHERE aac147 = ?",
        (today.isoformat(), request.aac147),
    )


def _record(db: sqlite3.Connection, number: str, answer: Answer, request: Request | None) -> None:
    asked = (request.aac003, request.aac147, request.aaz500) if request else (None, None, None)
    db.execute("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?)", (number, answer.outcome, answer.reason, *asked))
