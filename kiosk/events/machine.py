"""Events of the machine, its visits and what it tells the office."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import ClassVar

from kiosk.events.event import Event


@dataclass(frozen=True)
class MachineStarted(Event):
    """The application is ready for citizens."""

    machine: str
    version: str
    rehearsal: bool


@dataclass(frozen=True)
class MachineStopped(Event):
    """The application ended in order."""


@dataclass(frozen=True)
class ViewShown(Event):
    """A view reached the glass: its first frame was flipped."""

    level: ClassVar[int] = logging.DEBUG
    view: str


@dataclass(frozen=True)
class ContentInForce(Event):
    """Outlets, questions and rules are of this version from now on."""

    version: str
    synthetic: bool


@dataclass(frozen=True)
class ContentRefused(Event):
    """A set of content is not used; the one before it is in force."""

    level: ClassVar[int] = logging.WARNING
    version: str
    reason: str


@dataclass(frozen=True)
class ServiceStarted(Event):
    """A citizen began a service."""

    service: str


@dataclass(frozen=True)
class ServiceEnded(Event):
    """How a service ended: done, back, left, abandoned, cut short (by a power cut), failed."""

    service: str
    ending: str
    seconds: float


@dataclass(frozen=True)
class ActSettled(Event):
    """An act that changes something has its answer: done, refused, void."""

    act: str
    number: str
    outcome: str


@dataclass(frozen=True)
class ActUnsettled(Event):
    """The answer to an act was lost; it will be asked about again."""

    level: ClassVar[int] = logging.WARNING
    act: str
    number: str


@dataclass(frozen=True)
class OfficeCallFailed(Event):
    """A call to the office did not bring an answer."""

    level: ClassVar[int] = logging.WARNING
    call: str
    reason: str


@dataclass(frozen=True)
class StaffCalled(Event):
    """Somebody touched "call staff"; `kept`: whether the office will be told."""

    level: ClassVar[int] = logging.WARNING
    kept: bool


@dataclass(frozen=True)
class MessageDropped(Event):
    """A message to the office is given up: a staff-call, rating or event.

    `reason`: full (the oldest of the least important makes room), too-late, refused, not-understood, not-written.
    """

    level: ClassVar[int] = logging.WARNING
    message: str
    reason: str


@dataclass(frozen=True)
class OutboxPutAside(Event):
    """The outbox was damaged; a new one was begun, and the old file has this name now."""

    level: ClassVar[int] = logging.WARNING
    file: str


@dataclass(frozen=True)
class LeftBehind(Event):
    """A citizen left without taking this."""

    level: ClassVar[int] = logging.WARNING
    item: str


@dataclass(frozen=True)
class PersonRemains(Event):
    """A visit is over, and something of the person is still in memory: how many objects of which type."""

    level: ClassVar[int] = logging.ERROR
    kind: str
    count: int


@dataclass(frozen=True)
class VoiceMissing(Event):
    """Nothing can be heard, and why; told once until something is heard again. The machine goes on without."""

    level: ClassVar[int] = logging.WARNING
    part: str
    reason: str


@dataclass(frozen=True)
class PromptUnusable(Event):
    """A recorded prompt cannot be played; its words are synthesised."""

    level: ClassVar[int] = logging.WARNING
    prompt: str
    reason: str
