"""The tables of the office's database: citizens, outlets, applications with planned days, cards, acts, reports."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, DateTime, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Table(DeclarativeBase):
    """What all tables have in common."""


class Citizen(Table):
    """A person by document number and name."""

    __tablename__ = "people"
    aac147: Mapped[str] = mapped_column(primary_key=True)
    aac003: Mapped[str]
    balance: Mapped[int | None]  # of the medical account, in fen
    balance_day: Mapped[date | None]


class Counter(Table):
    """An outlet."""

    __tablename__ = "outlets"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    aae006: Mapped[str]
    aae005: Mapped[str]
    hours: Mapped[str]


class Filed(Table):
    """A person's application. `trouble` shows from its day on; `holder` is the outlet that gets the card."""

    __tablename__ = "applications"
    aac147: Mapped[str] = mapped_column(ForeignKey("people.aac147"), primary_key=True)
    aae008: Mapped[str]
    route: Mapped[str]
    trouble: Mapped[str | None]
    trouble_day: Mapped[date | None]
    applied_at_id: Mapped[str | None] = mapped_column(ForeignKey("outlets.id"))
    collect_at_id: Mapped[str | None] = mapped_column(ForeignKey("outlets.id"))
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("outlets.id"))
    applied_at: Mapped[Counter | None] = relationship(foreign_keys=applied_at_id)
    collect_at: Mapped[Counter | None] = relationship(foreign_keys=collect_at_id)
    holder: Mapped[Counter | None] = relationship(foreign_keys=holder_id)
    steps: Mapped[list[Step]] = relationship()


class Step(Table):
    """A stage and its day: reached when the business date is that day or later."""

    __tablename__ = "stages"
    aac147: Mapped[str] = mapped_column(ForeignKey("applications.aac147"), primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date]


class Issued(Table):
    """A card. The office speaks of it from `known_from` on; `pin_leave` is the day for which its PIN may be reset."""

    __tablename__ = "cards"
    aaz500: Mapped[str] = mapped_column(primary_key=True)
    aac147: Mapped[str] = mapped_column(ForeignKey("people.aac147"))
    aaz502: Mapped[str]
    aae008: Mapped[str]
    aab301: Mapped[str]
    known_from: Mapped[date]
    valid_until: Mapped[date]
    bank_active: Mapped[bool | None]
    open_elsewhere: Mapped[bool]
    replaced: Mapped[bool]
    pin_leave: Mapped[date | None]
    holder: Mapped[Citizen] = relationship()


class Relation(Table):
    """A registered relative, and what they are to the person."""

    __tablename__ = "relations"
    aac147: Mapped[str] = mapped_column(ForeignKey("people.aac147"), primary_key=True)
    relative: Mapped[str] = mapped_column(ForeignKey("people.aac147"), primary_key=True)
    relation: Mapped[str]


class Decided(Table):
    """One row per request number: what was asked (empty for a number known only from an enquiry) and the answer."""

    __tablename__ = "requests"
    number: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    reason: Mapped[str | None]
    act: Mapped[str | None]
    aac003: Mapped[str | None]
    aac147: Mapped[str | None]
    aaz500: Mapped[str | None]


class Effect(Table):
    """One row each time a card was really changed; nothing keeps a second row out but the rules above it."""

    __tablename__ = "acts"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    act: Mapped[str]
    aaz500: Mapped[str]


class Report(Table):
    """A rating, a call for staff or an event, known by its id."""

    __tablename__ = "reports"
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    machine: Mapped[str]
    told: Mapped[dict[str, object]] = mapped_column(JSON)


class Nonce(Table):
    """A nonce that was used, and when the office saw it."""

    __tablename__ = "nonces"
    machine: Mapped[str] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(primary_key=True)
    seen: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
