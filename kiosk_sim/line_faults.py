"""Every way in which a line fails, by name: the same for tests, typed commands and the fault matrix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk_sim.faults import Fault
from kiosk_sim.line import Line, Way

WAYS = ("to-device", "to-kiosk")


class Cable(Protocol):
    """A line with a plug: every `serving.Served` is one."""

    line: Line

    async def start(self) -> None:
        """Plug it in."""

    async def unplug(self) -> None:
        """Pull it out."""


Deed = Callable[[Cable, Sequence[Way]], object]


@dataclass(frozen=True)
class LineFault:
    """One way to fail. `ways`: the directions it spoils when none is asked for; none: it has no direction."""

    says: str
    ways: Sequence[str]
    begin: Deed
    end: Deed

    def on(self, cable: Cable, way: str = "") -> Fault:
        """The fault on this cable, in one direction if one is given. Raises ValueError for a wrong one."""
        possible = WAYS if self.ways else ()
        if way and way not in possible:
            raise ValueError(f"no direction {way!r} here; there is: {', '.join(possible) or 'none'}")
        ways = [cable.line.ways[name] for name in ((way,) if way else self.ways)]
        return Fault(self.says, lambda: self.begin(cable, ways), lambda: self.end(cable, ways))


def _spoils(says: str, ways: Sequence[str] = WAYS, **condition: float) -> LineFault:
    """A fault that is a condition of each direction by itself."""

    def begin(_cable: Cable, ways: Sequence[Way]) -> None:
        for way in ways:
            way.spoil(**condition)

    def end(cable: Cable, ways: Sequence[Way]) -> None:
        for way in ways:
            way.mend(*condition)
        cable.line.dead = cable.line.dead and "cut" not in condition

    return LineFault(says, ways, begin, end)


def _set_another_rate(cable: Cable, _ways: Sequence[Way]) -> None:
    cable.line.baud = 9600 if cable.line.proper_baud != 9600 else 115200


def _set_the_proper_rate(cable: Cable, _ways: Sequence[Way]) -> None:
    cable.line.baud = cable.line.proper_baud


# How bad each is are design values: bad enough to be felt in every conversation.
LINE_FAULTS: Mapping[str, LineFault] = {
    "split": _spoils("bytes arrive one by one", piece=1),
    "merge": _spoils("what is sent within 0.2 s arrives at one go", merge=0.2),
    "delay": _spoils("everything arrives 1.5 s late", delay=1.5),
    "drop": _spoils("one byte in fifty is lost", drop=0.02),
    "flip": _spoils("one byte in fifty has a wrong bit", flip=0.02),
    "double": _spoils("one byte in fifty arrives twice", double=0.02),
    "duplicate": _spoils("whatever is sent arrives twice", twice=1.0),
    "noise": _spoils("stray bytes come before or after whatever is sent", noise=1.0),
    "wrong-baud": LineFault("the device is set to another baud rate", (), _set_another_rate, _set_the_proper_rate),
    "cut": _spoils("in the midst of the next answer the line goes dead", WAYS[1:], cut=True),
    "silent": _spoils("nothing arrives", silent=True),
    "slow": _spoils("bytes take twenty times as long", slow=20.0),
    "half-frame": _spoils("the last byte of each answer never arrives", WAYS[1:], withheld=1),
    "late": _spoils("answers are held back until the next question", WAYS[1:], late=True),
    "unplugged": LineFault(
        "the cable is pulled out", (), lambda cable, _: cable.unplug(), lambda cable, _: cable.start()
    ),
}
