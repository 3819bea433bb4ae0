"""Who answers each call, and in which shape it must be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kiosk_sim.office import bodies
from kiosk_sim.office.acts import Act
from kiosk_sim.office.clerk import Clerk, Result


@dataclass(frozen=True)
class Call:
    """One call that has been found in order: who asks, with what."""

    param: Any  # of the operation's shape
    machine: str
    number: str  # of the path; empty but for an enquiry


@dataclass(frozen=True)
class Operation:
    """A result of bytes is no JSON."""

    name: str
    shape: type[bodies.Nothing]
    answer: Callable[[Clerk, Call], Result | bytes]


def _asking(name: str, shape: type[bodies.Nothing], ask: Callable[[Clerk, Any], Result | bytes]) -> Operation:
    return Operation(name, shape, lambda clerk, call: ask(clerk, call.param))


def _acting(act: Act, shape: type[bodies.Nothing]) -> Operation:
    return Operation(act.value, shape, lambda clerk, call: clerk.act(act, call.param))


def _telling(name: str, shape: type[bodies.Report]) -> Operation:
    return Operation(name, shape, lambda clerk, call: clerk.keep(name, call.machine, call.param))


_ALL = (
    _asking("today", bodies.Nothing, Clerk.today),
    _asking("situation", bodies.Person, Clerk.situation),
    _asking("progress", bodies.Person, Clerk.progress),
    _asking("progress-by-number", bodies.TypedNumber, Clerk.progress_by_number),
    _asking("card", bodies.PersonAndCard, Clerk.card),
    _asking("prove", bodies.CardQuestion, Clerk.prove),
    _asking("balance", bodies.Person, Clerk.balance),
    _asking("resolve", bodies.ElectronicCode, Clerk.resolve),
    _asking("relatives", bodies.Person, Clerk.relatives),
    _asking("relative-progress", bodies.PersonAndRelative, Clerk.relative_progress),
    _acting(Act.ACTIVATE, bodies.ActOnCard),
    _acting(Act.RESET_PIN, bodies.ActOnCard),
    _acting(Act.REPORT_LOSS, bodies.ActOnPerson),
    _acting(Act.RELEASE_LOSS, bodies.ActOnCard),
    _acting(Act.TRANSFER, bodies.ActOnCard),
    Operation("enquire", bodies.Nothing, lambda clerk, call: clerk.enquire(call.number)),
    _telling("rate", bodies.Rating),
    _telling("call-staff", bodies.StaffCall),
    _telling("tell-event", bodies.Event),
    _asking("content-offer", bodies.Have, Clerk.content_offer),
    _asking("content", bodies.Version, Clerk.bundle),
)

OPERATIONS: Mapping[str, Operation] = MappingProxyType({operation.name: operation for operation in _ALL})
