"""A simulated KMY3501: short frames in and out, keys that are pressed, and test keys inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk_sim.faults import Fault
from kiosk_sim.pin_blocks import TEST_KEY, Algorithm, format_0, seal
from kiosk_sim.pin_pad import HALF_FRAME_SECONDS, Clock, Doing, Entry, Keypad
from kiosk_sim.pin_pad_frames import Form, KmyEar, kmy_frame
from kiosk_sim.serving import Reply

_CODES = {str(digit): 0x30 + digit for digit in range(10)}
_CODES |= {"00": 0x2F, "clear": 0x08, "cancel": 0x1B, "enter": 0x0D}
_VERSION, _SERIAL = b"KMY3501V1.00 A01", b"\x00\x00\x00\x01"
_OK, _PARAMETER, _LATE, _OK_NO_MASTER_KEY = 0x04, 0x15, 0x80, 0xA4
_NO_MASTER_KEY, _OK_BATTERY, _BATTERY, _UNKNOWN = 0xB5, 0xC4, 0xD5, 0xE0
_SELF_TESTS = {
    "processor": 0xF0,
    "memory": 0xF1,
    "line-level": 0xF3,
    "processor-card": 0xF4,
    "battery-failed": 0xF5,
    "master-key-lost": 0xF6,
    "self-test": 0xF7,
}
_KEY_SHORT = 0xF2
_PIN_COMMANDS = (0x34, 0x35, 0x42, 0x43)
_PLAIN_SECONDS = 60.0  # a design value: no source says how long keys stay on


class KmyPinPad:
    """The pad. `keys`: work keys by master and work key number; by default number 1 under 0.

    `speak` is where key presses go (PtyServer.send). `thinking`: seconds before a reply. `tail`: binary replies
    end with an 03.
    """

    def __init__(self, clock: Clock, *, form: Form = "split", thinking: float = 0.005, tail: bool = False) -> None:
        self.keys: dict[tuple[int, int], bytes] = {(0, 1): TEST_KEY}
        self.keypad = Keypad(clock, _CODES, mask=0x2A, time_out=0x00)
        self.keypad.speak = lambda byte: self._unasked(bytes([byte]))
        self.speak: Callable[[bytes], None] = lambda _data: None
        self.wiped = False  # whether somebody erased the keys
        self.beeps = True
        self.commands = 0  # whole commands heard so far
        self.thinking = thinking
        self._clock = clock
        self._form: Form = form
        self._tail = b"\x03" if tail and form == "binary" else b""
        self._ear = KmyEar(form)
        self._last_byte = 0.0
        self._algorithm: Algorithm = "des"
        self._key: bytes | None = None
        self._pan12 = ""
        self._ok = _OK
        self._refuses_pins: int | None = None
        self._unwell: int | None = None  # the status that answers everything
        self._silent = False

    def press(self, *keys: str) -> None:
        """Press keys, see `Keypad.press`."""
        self.keypad.press(*keys)

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """What fingers and eyes can do."""
        return {"press": self.keypad.type, "keys": self.keypad.tell}

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way it can fail."""
        broken = {name: self._answering(f"the self-test says: {name}", status) for name, status in _SELF_TESTS.items()}
        return broken | {
            "battery-low": Fault("the battery is low", lambda: self._set_ok(_OK_BATTERY), lambda: self._set_ok(_OK)),
            "battery-empty": self._answering("the battery is empty", _BATTERY),
            "master-key-invalid": Fault(
                "the master key is not valid", lambda: self._lose_master(True), lambda: self._lose_master(False)
            ),
            "key-missing": Fault(
                "the key for PIN blocks is not there", lambda: self._refuse(_PARAMETER), lambda: self._refuse(None)
            ),
            "stuck-key": Fault("a key stays down, and the self-test knows it", self._stick, self._free),
            "dead-keys": Fault("presses do nothing", self._dead(True), self._dead(False)),
            "silent": Fault("the pad says nothing at all", self._mute(True), self._mute(False)),
        }

    def power_up(self) -> None:
        """Begin anew, as after being plugged in: keys off, no key chosen, keys kept."""
        self.keypad.off()
        self._key, self._algorithm, self._pan12 = None, "des", ""
        self._ear.forget()

    def receive(self, data: bytes) -> list[Reply]:
        """Bytes from the host; one reply for each command."""
        now = self._clock.time()
        if now - self._last_byte > HALF_FRAME_SECONDS:
            self._ear.forget()
        self._last_byte = now
        bodies = self._ear.hear(data)
        self.commands += len(bodies)
        if self._silent:
            return []
        return [Reply(kmy_frame(self._form, self._reply(body)) + self._tail, self.thinking) for body in bodies]

    def _unasked(self, data: bytes) -> None:
        if not self._silent:
            self.speak(data)

    def _reply(self, body: bytes) -> bytes:
        if self._unwell is not None:
            return bytes([self._unwell])
        if self._refuses_pins is not None and body[0] in _PIN_COMMANDS:
            return bytes([self._refuses_pins])
        deeds: dict[int, Callable[[bytes], bytes | int]] = {
            0x30: lambda rest: _PARAMETER if rest else _VERSION,
            0x31: self._reset,
            0x34: self._card,
            0x35: self._begin,
            0x38: lambda rest: _PARAMETER if rest else _SERIAL,
            0x42: self._fetch,
            0x43: self._choose,
            0x45: self._switch,
            0x46: self._mode,
        }
        deed = deeds.get(body[0])
        did = deed(body[1:]) if deed else _UNKNOWN
        return bytes([did]) if isinstance(did, int) else bytes([self._ok]) + did

    def _reset(self, rest: bytes) -> bytes | int:
        if rest not in (b"", b"\x38"):
            return _PARAMETER
        self.power_up()
        if rest:
            self.keys.clear()
            self.wiped = True
        return b""

    def _card(self, rest: bytes) -> bytes | int:
        if len(rest) != 12 or not rest.isdigit():
            return _PARAMETER
        self._pan12 = rest.decode("ascii")
        return b""

    def _begin(self, rest: bytes) -> bytes | int:
        if len(rest) != 5 or not 1 <= rest[0] <= 12 or self._key is None:
            return _PARAMETER
        self.keypad.begin(
            Entry(
                shortest=0,
                longest=rest[0],
                seconds=rest[4],
                ends_at_longest=True,
                clears="one",
                short_enter="ends",
            )
        )
        return b""

    def _fetch(self, rest: bytes) -> bytes | int:
        late = self.keypad.doing is Doing.PIN_LATE
        pin = self.keypad.take_pin()
        if rest or pin is None or self._key is None:
            return _LATE if late else _PARAMETER
        return seal(self._algorithm, self._key, format_0(pin, self._pan12))

    def _choose(self, rest: bytes) -> bytes | int:
        key = self.keys.get((rest[0], rest[1])) if len(rest) == 2 else None
        if key is None:
            return _PARAMETER
        self._key = key
        return b""

    def _switch(self, rest: bytes) -> bytes | int:
        if rest == b"\x01":
            self.keypad.off()
        elif rest in (b"\x02", b"\x03"):
            self.beeps = rest == b"\x02"
            self.keypad.plain(_PLAIN_SECONDS)
        else:
            return _PARAMETER
        return b""

    def _mode(self, rest: bytes) -> bytes | int:
        if rest in (b"\x01\x20", b"\x01\x30"):
            self._algorithm = "3des" if rest[1] == 0x30 else "des"
        elif rest not in (b"\x00\x20", b"\x00\x30", b"\x06\x01", b"\x06\x02", b"\x06\x03"):
            return _PARAMETER
        return b""

    def _answering(self, says: str, status: int) -> Fault:
        return Fault(says, lambda: self._set_unwell(status), lambda: self._set_unwell(None))

    def _set_unwell(self, status: int | None) -> None:
        self._unwell = status
        self.keypad.off()

    def _set_ok(self, status: int) -> None:
        self._ok = status

    def _lose_master(self, lost: bool) -> None:
        self._set_ok(_OK_NO_MASTER_KEY if lost else _OK)
        self._refuse(_NO_MASTER_KEY if lost else None)

    def _refuse(self, status: int | None) -> None:
        self._refuses_pins = status

    def _stick(self) -> None:
        self.keypad.stick()
        self._set_unwell(_KEY_SHORT)

    def _free(self) -> None:
        self.keypad.free()
        self._set_unwell(None)

    def _dead(self, dead: bool) -> Callable[[], None]:
        return lambda: setattr(self.keypad, "dead", dead)

    def _mute(self, silent: bool) -> Callable[[], None]:
        return lambda: setattr(self, "_silent", silent)
