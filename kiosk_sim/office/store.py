"""The office's database: synthetic citizens, their cards, every act with its recorded answer; SQLite or PostgreSQL."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, StaticPool, create_engine, delete, event, func, select, text
from sqlalchemy.orm import Session

from kiosk_sim.office.acts import Act, Answer, Request, Rules, carry_out, decide
from kiosk_sim.office.lifecycle import Progress, progress, relate, settle_in
from kiosk_sim.office.models import Citizen, Decided, Effect, Filed, Issued, Nonce, Relation, Report, Table
from kiosk_sim.people import Person


class NumberReused(Exception):
    """A request number or the id of a report came back with something else."""


@dataclass(frozen=True)
class Card:
    """A card's state on one day, and whether it belongs to the person who asked."""

    state: str
    bank: str
    home: str
    valid_until: date
    bank_active: bool | None
    belongs: bool


@dataclass(frozen=True)
class Relative:
    """A registered relative; `aac147` never leaves the office."""

    aac147: str
    aac003: str
    relation: str


class Store:
    """The database; a file or a server survives restarts. May be looked at from any thread.

    `database`: ``:memory:``, a path, or a URL such as ``postgresql+psycopg://…``.
    """

    def __init__(self, database: str | Path = ":memory:") -> None:
        self.rules = Rules()
        self._engine = _open(database)
        self._lock = threading.Lock()
        Table.metadata.create_all(self._engine)

    def close(self) -> None:
        """Close the database."""
        self._engine.dispose()

    def populate(self, people: Iterable[Person], today: date) -> None:
        """Fill an empty database, with days counted from `today`; leave a filled one alone."""
        known = {person.key: person for person in people if _is_known(person)}
        with self._transaction() as db:
            if db.scalar(select(Citizen.aac147).limit(1)):
                return
            settle_in(db, list(known.values()), today)
            for person in known.values():
                relate(db, person, [(known[key], relation) for key, relation in person.relatives if key in known])

    def application(self, aac003: str, aac147: str, today: date) -> Progress | None:
        """A person's application; None when name and number are not known together."""
        with self._transaction() as db:
            return _progress(db, aac147, today) if _knows(db, aac003, aac147) else None

    def application_of(self, aac147: str, today: date) -> Progress | None:
        """An application by the number alone."""
        with self._transaction() as db:
            return _progress(db, aac147, today)

    def card(self, aac003: str, aac147: str, aaz500: str, today: date) -> Card | None:
        """A card, None when there is none of that number."""
        with self._transaction() as db:
            issued = db.get(Issued, aaz500)
            return None if issued is None or issued.known_from > today else _card(issued, aac003, aac147)

    def own_card(self, aac003: str, aac147: str, today: date) -> Card | None:
        """A person's card, None when they have none."""
        with self._transaction() as db:
            issued = _own(db, aac003, aac147, today)
            return None if issued is None else _card(issued, aac003, aac147)

    def balance(self, aac003: str, aac147: str) -> tuple[int, date] | None:
        """Amount of the medical account in fen and its day; None when there is none."""
        with self._transaction() as db:
            citizen = db.get(Citizen, aac147)
            if citizen is None or citizen.aac003 != aac003 or citizen.balance is None or citizen.balance_day is None:
                return None
            return citizen.balance, citizen.balance_day

    def relatives(self, aac003: str, aac147: str) -> tuple[Relative, ...]:
        """A person's registered relatives."""
        with self._transaction() as db:
            if not _knows(db, aac003, aac147):
                return ()
            rows = db.execute(
                select(Citizen.aac147, Citizen.aac003, Relation.relation)
                .join(Relation, Relation.relative == Citizen.aac147)
                .where(Relation.aac147 == aac147)
                .order_by(Relation.relation, Citizen.aac147)
            )
            return tuple(Relative(*row) for row in rows)

    def act(self, request: Request, today: date) -> Answer:
        """Act once per request number and record the answer, both in one transaction.

        A number seen before gets its recorded answer. Raises `NumberReused`.
        """
        with self._transaction() as db:
            _reserve(db, request.number)
            recorded = _recorded(db, request)
            if recorded is not None:
                return recorded
            card = _meant(db, request, today)
            answer = decide(request, card, today, self.rules)
            if answer == Answer("done") and card is not None:
                carry_out(db, request, card, today, self.rules)
                db.add(Effect(number=request.number, act=request.act.value, aaz500=card.aaz500))
            _record(db, request.number, answer, request)
            return answer

    def enquire(self, number: str) -> Answer:
        """The recorded answer; a number never seen is recorded as void now and for ever."""
        with self._transaction() as db:
            _reserve(db, number)
            known = db.get(Decided, number)
            if known is not None:
                return Answer(known.outcome, known.reason)
            _record(db, number, Answer("void"), None)
            return Answer("void")

    def effects(self, number: str) -> tuple[Act, ...]:
        """What was really done for this request number; more than one would be a fault. For tests and the bench."""
        with self._transaction() as db:
            return tuple(Act(word) for word in db.scalars(select(Effect.act).where(Effect.number == number)))

    def activations(self, number: str) -> int:
        """How many times a card was really switched on for this request number. For tests and the bench."""
        return self.effects(number).count(Act.ACTIVATE)

    def report(self, kind: str, machine: str, id_: str, told: dict[str, object]) -> None:
        """Keep what a kiosk tells, once per id. Raises `NumberReused`."""
        with self._transaction() as db:
            _reserve(db, id_)
            known = db.get(Report, id_)
            if known is None:
                db.add(Report(id=id_, kind=kind, machine=machine, told=told))
            elif (known.kind, known.machine, known.told) != (kind, machine, told):
                raise NumberReused

    def reports(self, kind: str) -> list[dict[str, object]]:
        """Everything told of a kind (``rate``, ``call-staff``, ``tell-event``). For tests and the bench."""
        with self._transaction() as db:
            return list(db.scalars(select(Report.told).where(Report.kind == kind)))

    def fresh(self, machine: str, nonce: str, now: datetime, window: timedelta) -> bool:
        """Whether a nonce is new; it is not any more afterwards. Those older than twice the window are forgotten."""
        with self._transaction() as db:
            db.execute(delete(Nonce).where(Nonce.seen < now - 2 * window))
            _reserve(db, nonce)
            if db.get(Nonce, (machine, nonce)) is not None:
                return False
            db.add(Nonce(machine=machine, nonce=nonce, seen=now))
            return True

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[Session]:
        with self._lock, Session(self._engine, expire_on_commit=False) as session, session.begin():
            yield session


def _open(database: str | Path) -> Engine:
    if "://" in str(database):
        return create_engine(str(database))
    if str(database) == ":memory:":
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(f"sqlite:///{database}", connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _is_known(person: Person) -> bool:
    """Of whom the office has heard, be it as a relative."""
    return bool(person.application or person.card or person.relatives or person.registered)


def _leave_transactions_to_us(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # sqlite3 would begin only at the first write


def _begin_immediately(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _reserve(db: Session, number: str) -> None:
    """Whoever else comes with this number waits until we are done. SQLite lets only one write anyway."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(number, text("0")))))


def _knows(db: Session, aac003: str, aac147: str) -> bool:
    citizen = db.get(Citizen, aac147)
    return citizen is not None and citizen.aac003 == aac003


def _progress(db: Session, aac147: str, today: date) -> Progress | None:
    filed = db.get(Filed, aac147)
    return None if filed is None else progress(filed, today)


def _card(issued: Issued, aac003: str, aac147: str) -> Card:
    belongs = (issued.holder.aac147, issued.holder.aac003) == (aac147, aac003)
    return Card(issued.aaz502, issued.aae008, issued.aab301, issued.valid_until, issued.bank_active, belongs)


def _own(db: Session, aac003: str, aac147: str, today: date) -> Issued | None:
    if not _knows(db, aac003, aac147):
        return None
    mine = select(Issued).where(Issued.aac147 == aac147, Issued.known_from <= today).with_for_update()
    return db.scalars(mine.order_by(Issued.valid_until.desc())).first()


def _meant(db: Session, request: Request, today: date) -> Issued | None:
    if request.aaz500 is None:
        return _own(db, request.aac003, request.aac147, today)
    issued = db.get(Issued, request.aaz500, with_for_update=True)
    return None if issued is None or issued.known_from > today else issued


def _recorded(db: Session, request: Request) -> Answer | None:
    known = db.get(Decided, request.number)
    if known is None:
        return None
    if known.outcome == "void":
        return Answer("refused", "void")
    asked = (request.act.value, request.aac003, request.aac147, request.aaz500)
    if (known.act, known.aac003, known.aac147, known.aaz500) != asked:
        raise NumberReused
    return Answer(known.outcome, known.reason)


def _record(db: Session, number: str, answer: Answer, request: Request | None) -> None:
    row = Decided(number=number, outcome=answer.outcome, reason=answer.reason)
    if request is not None:
        row.act = request.act.value
        row.aac003, row.aac147, row.aaz500 = request.aac003, request.aac147, request.aaz500
    db.add(row)
