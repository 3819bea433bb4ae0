"""Every way the simulated ID reader can fail, by name; each status of the table among them (fact sheet 1.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from kiosk_sim.faults import Fault

Step = Literal["reset", "status", "id", "find", "select", "read", "read-fingerprint", "address", "set"]


class Failing(Protocol):
    """What can be told which status to answer; everything else that can be wrong is an attribute of it."""

    def force(self, step: Step, status: int) -> None:
        """Answer a command with this status."""

    def relent(self, step: Step) -> None:
        """Answer it as it should be again."""


# What it answers, to which command, until the fault ends.
_STATUSES: dict[str, tuple[Step, int, str]] = {
    "checksum-refused": ("find", 0x10, "hears every find with a wrong checksum"),
    "length-refused": ("find", 0x11, "hears every find with a wrong length"),
    "find-refused": ("find", 0x21, "calls every find a wrong command"),
    "find-not-permitted": ("find", 0x23, "does not permit a find"),
    "find-error": ("find", 0x24, "answers every find with an error it does not explain"),
    "no-card-yet": ("find", 0x34, "answers every find with: no card yet"),
    "antenna-dead": ("find", 0x80, "finds no card, whatever lies there"),
    "select-refused": ("select", 0x21, "calls every select a wrong command"),
    "select-failed": ("select", 0x81, "cannot select any card"),
    "card-refuses-module": ("select", 0x31, "every card refuses its security module"),
    "module-refuses-card": ("select", 0x32, "its security module refuses every card"),
    "wrong-card": ("select", 0x40, "takes every card for one of another kind"),
    "random-failed": ("select", 0x47, "gets no random number from any card"),
    "data-not-verified": ("read", 0x33, "cannot verify what any card says"),
    "card-length-wrong": ("read", 0x3F, "gets data of a wrong length from any card"),
    "read-failed": ("read", 0x41, "cannot read any card"),
    "fingerprints-not-verified": ("read-fingerprint", 0x37, "cannot verify any fingerprint"),
}


def faults_of(reader: Failing) -> Mapping[str, Fault]:
    """The faults of one reader."""
    answers = {name: _answering(reader, *row) for name, row in _STATUSES.items()}
    return answers | {
        "self-test-failed": _setting(reader, "broken", 0x60, None, "its security module failed its self-test"),
        "not-authorised": _setting(reader, "broken", 0x66, None, "its security module is not authorised"),
        "confused": _setting(reader, "confused", 0x60, None, "answers 60 to everything until it is reset"),
        "mute": _setting(reader, "mute", True, False, "takes every command and answers none"),
        "slow": _setting(
            reader, "slow", 1.2, 0.0, "answers everything 1.2 s late, small commands after their deadline"
        ),
        "answers-twice": _setting(reader, "twice", True, False, "sends every answer twice"),
        "no-address-command": _setting(reader, "knows_address", False, True, "does not know command 30 03"),
        "off-centre": _setting(reader, "off_centre", "select", None, "documents lie off centre: found, not selected"),
        "off-centre-read": _setting(reader, "off_centre", "read", None, "documents lie off centre: selected, not read"),
        "two-cards": _setting(reader, "two_cards", True, False, "a second card lies under every document"),
        "lifted-while-read": _setting(
            reader, "lifts_at_read", True, False, "the next document is lifted in the middle"
        ),
        "text-spoiled": _setting(reader, "spoils", "text", None, "gives texts that are in no format"),
        "photo-spoiled": _setting(reader, "spoils", "photo", None, "gives photos that are in no format"),
    }


def _answering(reader: Failing, step: Step, status: int, says: str) -> Fault:
    return Fault(says, lambda: reader.force(step, status), lambda: reader.relent(step))


def _setting(reader: Failing, name: str, wrong: object, right: object, says: str) -> Fault:
    return Fault(says, lambda: setattr(reader, name, wrong), lambda: setattr(reader, name, right))
