"""A simulated UPS that speaks Megatec Q1: mains that can be cut, a battery that runs down."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk_sim.faults import Fault
from kiosk_sim.serving import Reply

_THINKING = 0.02  # seconds before an answer; a design value
_LONGEST = 16  # characters of a command; what is longer is forgotten


class UpsDevice:
    """The UPS. `standby`: a simple one, which tells the whole battery's volts (27.3) and not one cell's (2.27)."""

    def __init__(self, *, standby: bool = False) -> None:
        self.questions = 0  # Q1 so far
        self._standby = standby
        self._heard = bytearray()
        self._mains = True
        self._low = False
        self._failed = False
        self._bypass = False
        self._testing = False
        self._shutting_down = False
        self._silent = False
        self._knows_q1 = True
        self._measures = True

    def cut_mains(self) -> None:
        """Power cut: it runs on its battery."""
        self._mains = False

    def mains_back(self) -> None:
        """Mains is there again, and charges the battery."""
        self._mains = True
        self._low = False

    def drain(self) -> None:
        """The battery is nearly empty."""
        self._low = True

    def shut_down(self) -> None:
        """Somebody told it to cut its output soon."""
        self._shutting_down = True

    def keep_on(self) -> None:
        """Somebody called that off."""
        self._shutting_down = False

    def tell(self) -> str:
        """What it would answer to Q1 now."""
        return self._status().strip()

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """What happens to it, and a look at its display."""
        return {
            "cut mains": self.cut_mains,
            "mains back": self.mains_back,
            "drain": self.drain,
            "shut down": self.shut_down,
            "keep on": self.keep_on,
            "display": self.tell,
        }

    @property
    def faults(self) -> Mapping[str, Fault]:
        """Every way it can fail, and everything it can warn of."""
        return {
            "mains-cut": Fault("power cut: it runs on its battery", self.cut_mains, self.mains_back),
            "battery-low": Fault("power cut, and its battery is nearly empty", self._run_down, self.mains_back),
            "ups-failed": self._fault("it says that it has failed itself", "_failed"),
            "bypass": self._fault("it is on bypass: the machine has mains, and no protection", "_bypass"),
            "testing": self._fault("it tests its battery", "_testing"),
            "shutting-down": Fault("it will cut its output soon", self.shut_down, self.keep_on),
            "silent": self._fault("it answers nothing", "_silent"),
            "echoes": self._fault("it does not know Q1 and sends it back", "_knows_q1", begun=False),
            "measures-nothing": self._fault("it fills what it measures with @", "_measures", begun=False),
        }

    def receive(self, data: bytes) -> list[Reply]:
        """Characters from the host; an answer at each carriage return."""
        replies = []
        for byte in data:
            self._heard.append(byte)
            if byte == 0x0D:
                replies += self._answer(bytes(self._heard))
                self._heard.clear()
            elif len(self._heard) > _LONGEST:
                self._heard.clear()
        return replies

    def _answer(self, command: bytes) -> list[Reply]:
        if self._silent:
            return []
        if command != b"Q1\r" or not self._knows_q1:
            return [Reply(command, _THINKING)]  # what it does not understand it echoes
        self.questions += 1
        return [Reply(self._status().encode("ascii"), _THINKING)]

    def _status(self) -> str:
        voltage = "229.8" if self._mains else "000.0"
        fault = "229.8" if self._mains else "143.1"
        fields = [voltage, fault, "220.3", "021", "50.0", self._battery(), "27.5"]
        if not self._measures:
            fields = ["".join("." if mark == "." else "@" for mark in field) for field in fields]
        return f"({' '.join(fields)} {self._bits()}\r"

    def _battery(self) -> str:
        at = 2 if self._low else 1 if not self._mains else 0
        return (("27.3", "24.9", "21.2") if self._standby else ("2.27", "2.07", "1.76"))[at]

    def _bits(self) -> str:
        bits = (
            *(not self._mains, self._low, self._bypass, self._failed),
            *(self._standby, self._testing, self._shutting_down, not self._mains),
        )
        return "".join("1" if bit else "0" for bit in bits)

    def _run_down(self) -> None:
        self.cut_mains()
        self.drain()

    def _fault(self, says: str, name: str, *, begun: bool = True) -> Fault:
        return Fault(says, lambda: setattr(self, name, begun), lambda: setattr(self, name, not begun))
