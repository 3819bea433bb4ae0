"""A simulated cabinet: people, door, switch and lamps behind a Modbus board with digital inputs and outputs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk_sim.contacts import CONTACTS, Contact, Contacts
from kiosk_sim.faults import Fault
from kiosk_sim.modbus import Ear, Request, frame, packed, unpacked
from kiosk_sim.serving import Reply

_THINKING = 0.004  # seconds before an answer; a design value, boards are quick
_ILLEGAL_FUNCTION, _ILLEGAL_ADDRESS, _ILLEGAL_VALUE, _DEVICE_FAILURE = 1, 2, 3, 4
_REMEMBERED = 1000  # changes of lights


class _Refusal(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Lamp:
    """The outputs of one light."""

    green: int
    red: int


_DEVICES = ("id-reader", "card-reader", "printer", "pin-pad", "code-scanner")
LAMPS = MappingProxyType({device: Lamp(2 * at, 2 * at + 1) for at, device in enumerate(_DEVICES)})


class CabinetBoard(Contacts):
    """The board with what hangs on it. `registers`: it knows outputs and inputs as bits of registers 0 and 1 only.

    Outputs 14 and 15 are fan and heater: not lamps, and nobody's business.
    """

    def __init__(
        self,
        *,
        address: int = 1,
        inputs: int = 8,
        registers: bool = False,
        contacts: Mapping[str, Contact] = CONTACTS,
        lamps: Mapping[str, Lamp] = LAMPS,
    ) -> None:
        super().__init__(contacts, inputs)
        self.requests = 0  # that were for this board
        self.shown: deque[tuple[str, str]] = deque(maxlen=_REMEMBERED)  # every change of a light, in order
        self.outputs = [False] * 16
        self._set_address = self._address = address
        self._registers = registers
        self._lamps = lamps
        self._ear = Ear()
        self._stuck: set[int] = set()
        self._silent = False
        self._refusing: int | None = None
        self._answers_as: int | None = None

    # What there is to see.

    @property
    def lights(self) -> dict[str, str]:
        """The colour of each light at this moment: off, green, red, amber."""
        return {device: self._colour(lamp) for device, lamp in self._lamps.items()}

    def tell_lights(self) -> str:
        """The guide lights as they shine at this moment."""
        return ", ".join(f"{device} {colour}" for device, colour in self.lights.items())

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """See `Contacts.verbs`; and there are lights to look at."""
        return {**super().verbs, "lights": self.tell_lights}

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way the board and its wires can fail."""
        wires = {f"{name.replace('_', '-')}-wire-cut": name for name in self._contacts}
        return {
            "silent": Fault("the board hears everything and answers nothing", *self._switch("_silent", True, False)),
            "device-failure": self._refusal("it answers every request with exception 04", _DEVICE_FAILURE),
            "illegal-address": self._refusal("it answers every request with exception 02", _ILLEGAL_ADDRESS),
            "illegal-function": self._refusal("it answers every request with exception 01", _ILLEGAL_FUNCTION),
            "busy": self._refusal("it answers every request with exception 06", 6),
            "address-moved": Fault(
                "its address switch stands on another number: it hears nobody",
                *self._switch("_address", self._set_address + 1, self._set_address),
            ),
            "answers-as-another": Fault(
                "its answers carry another address than it was asked at",
                *self._switch("_answers_as", self._set_address + 1, None),
            ),
            "output-stuck": Fault(
                "output 0 stays off, whatever is written to it",
                self._hold_off,
                lambda: self._stuck.discard(0),
            ),
            "restarted": Fault("it lost its power for a moment: all outputs are off", self.restart, lambda: None),
            "door-open": Fault("the door stands open", self.open_door, self.close_door),
            "tampered": Fault("somebody pries at the machine", self.tamper, self.put_right),
            "door-flutters": Fault(
                "the door's contact is loose: open and closed by turns",
                lambda: self.shake("door"),
                lambda: self.hold_still("door"),
            ),
            **{fault: self._wire_fault(name) for fault, name in wires.items()},
        }

    def restart(self) -> None:
        """Lose power for a moment: the outputs are off."""
        self._change([False] * len(self.outputs))

    # What comes over the line.

    def receive(self, data: bytes) -> list[Reply]:
        """Bytes from the host; one answer for each request that is for this board."""
        replies = []
        for request in self._ear.hear(data):
            if request.unit != self._address:
                continue
            self.requests += 1
            if not self._silent:
                replies.append(Reply(self._answer(request), _THINKING))
        return replies

    def _answer(self, request: Request) -> bytes:
        unit = request.unit if self._answers_as is None else self._answers_as
        try:
            if self._refusing is not None:
                raise _Refusal(self._refusing)
            return frame(unit, request.function, *self._obey(request))
        except _Refusal as refusal:
            return frame(unit, request.function + 0x80, refusal.code)

    def _obey(self, request: Request) -> list[int]:
        deeds: dict[int, Callable[[Request], list[int]]] = (
            {3: self._read_registers, 6: self._write_register}
            if self._registers
            else {1: self._read_coils, 2: self._read_inputs, 5: self._write_coil, 15: self._write_coils}
        )
        deed = deeds.get(request.function)
        if deed is None:
            raise _Refusal(_ILLEGAL_FUNCTION)
        return deed(request)

    def _read_coils(self, request: Request) -> list[int]:
        return _bits(request, self.outputs)

    def _read_inputs(self, request: Request) -> list[int]:
        return _bits(request, self.currents())

    def _read_registers(self, request: Request) -> list[int]:
        values = [value for bits in (self.outputs, self.currents()) for value in reversed(_two_bytes(bits))]
        first, count = _span(request, len(values) // 2)
        return [2 * count, *values[2 * first : 2 * (first + count)]]

    def _write_coil(self, request: Request) -> list[int]:
        [number] = _numbers(request.word(0), 1, len(self.outputs))
        if request.word(2) not in (0xFF00, 0x0000):
            raise _Refusal(_ILLEGAL_VALUE)
        self._change([request.word(2) > 0 if at == number else on for at, on in enumerate(self.outputs)])
        return list(request.body)

    def _write_coils(self, request: Request) -> list[int]:
        first, count = _span(request, len(self.outputs))
        if request.body[4] != (count + 7) // 8 or len(request.body) != 5 + request.body[4]:
            raise _Refusal(_ILLEGAL_VALUE)
        bits = unpacked(request.body[5:], count)
        self._change([*self.outputs[:first], *bits, *self.outputs[first + count :]])
        return list(request.body[:4])

    def _write_register(self, request: Request) -> list[int]:
        if request.word(0) != 0:
            raise _Refusal(_ILLEGAL_ADDRESS)
        self._change(unpacked(request.body[3:1:-1], len(self.outputs)))
        return list(request.body)

    def _change(self, outputs: list[bool]) -> None:
        before = self.lights
        self.outputs = [
            old if at in self._stuck else new for at, (old, new) in enumerate(zip(self.outputs, outputs, strict=True))
        ]
        self.shown += [(device, colour) for device, colour in self.lights.items() if colour != before[device]]

    def _hold_off(self) -> None:
        self._change([False, *self.outputs[1:]])
        self._stuck.add(0)

    def _colour(self, lamp: Lamp) -> str:
        colours = {(False, False): "off", (True, False): "green", (False, True): "red", (True, True): "amber"}
        return colours[self.outputs[lamp.green], self.outputs[lamp.red]]

    def _switch(self, name: str, begun: object, ended: object) -> tuple[Callable[[], None], Callable[[], None]]:
        return lambda: setattr(self, name, begun), lambda: setattr(self, name, ended)

    def _refusal(self, says: str, code: int) -> Fault:
        return Fault(says, *self._switch("_refusing", code, None))

    def _wire_fault(self, name: str) -> Fault:
        says = f"the wires of the {name.replace('_', ' ')} contact are cut"
        return Fault(says, lambda: self.cut_wire(name), lambda: self.mend_wire(name))


def _bits(request: Request, states: list[bool]) -> list[int]:
    first, count = _span(request, len(states))
    answer = packed(states[first : first + count])
    return [len(answer), *answer]


def _span(request: Request, there_are: int) -> tuple[int, int]:
    first, count = request.word(0), request.word(2)
    _numbers(first, count, there_are)
    return first, count


def _numbers(first: int, count: int, there_are: int) -> range:
    if count == 0:
        raise _Refusal(_ILLEGAL_VALUE)
    if first + count > there_are:
        raise _Refusal(_ILLEGAL_ADDRESS)
    return range(first, first + count)


def _two_bytes(bits: list[bool]) -> list[int]:
    """A register's low byte, and its high one."""
    return [*packed(bits), 0, 0][:2]
