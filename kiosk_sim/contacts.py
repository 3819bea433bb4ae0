"""The contacts of a simulated cabinet: what people do to door, switch and sensor, and what the wires carry then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Contact:
    """Two wires to an input. A normally closed one carries current until it is active; a cut one never does."""

    number: int
    normally_closed: bool = False


CONTACTS = MappingProxyType(
    {
        "proximity": Contact(0),
        "door": Contact(1, normally_closed=True),
        "tamper": Contact(2, normally_closed=True),
        "service": Contact(3),
        "mains": Contact(4),
        "battery_low": Contact(5),
    }
)


class Contacts:
    """Everything that is wired to the inputs of a board."""

    def __init__(self, contacts: Mapping[str, Contact], inputs: int) -> None:
        self._contacts = contacts
        self._input_count = inputs
        self._active = {"mains"} & contacts.keys()
        self._cut: set[str] = set()
        self._shaking: set[str] = set()
        self._shaken = False

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """What people, and a UPS, can do to what is wired here."""
        return {
            "step in front": self.step_in_front,
            "step away": self.step_away,
            "open door": self.open_door,
            "close door": self.close_door,
            "tamper": self.tamper,
            "put right": self.put_right,
            "service": self.switch_service,
            "cut wire": self.cut_wire,
            "mend wire": self.mend_wire,
            "shake": self.shake,
            "hold still": self.hold_still,
            "cut mains": self.cut_mains,
            "mains back": self.mains_back,
            "drain": self.drain,
        }

    def step_in_front(self) -> None:
        """Somebody stands before the machine."""
        self._active.add("proximity")

    def step_away(self) -> None:
        """Nobody is there any more."""
        self._active.discard("proximity")

    def open_door(self) -> None:
        """Open the cabinet."""
        self._active.add("door")

    def close_door(self) -> None:
        """Close the cabinet."""
        self._active.discard("door")

    def tamper(self) -> None:
        """Pry the machine off its place."""
        self._active.add("tamper")

    def put_right(self) -> None:
        """Put it back."""
        self._active.discard("tamper")

    def turn_service_switch(self, on: bool) -> None:
        """Turn the key."""
        (self._active.add if on else self._active.discard)("service")

    def switch_service(self, position: str) -> None:
        """Turn the key of the service switch: on, off."""
        if position not in ("on", "off"):
            raise ValueError(f"a service switch has no position {position!r}; it has: on, off")
        self.turn_service_switch(position == "on")

    def cut_wire(self, name: str) -> None:
        """Cut the wires of a contact: proximity, door ... Raises ValueError for one that is not there."""
        self._cut.add(self._known(name))

    def mend_wire(self, name: str) -> None:
        """Join them again."""
        self._cut.discard(self._known(name))

    def shake(self, name: str) -> None:
        """From now on the contact is open and closed by turns, at every look."""
        self._shaking.add(self._known(name))

    def hold_still(self, name: str) -> None:
        """The contact is steady again."""
        self._shaking.discard(self._known(name))

    # What the relays of a UPS do.

    def cut_mains(self) -> None:
        """The relay of a UPS tells: it runs on its battery."""
        self._active.discard("mains")

    def mains_back(self) -> None:
        """The relays tell: mains is there, and the battery is charged."""
        self._active.add("mains")
        self._active.discard("battery_low")

    def drain(self) -> None:
        """The other relay tells: the battery is nearly empty."""
        self._active.add("battery_low")

    def currents(self) -> list[bool]:
        """What each input carries now."""
        self._shaken = not self._shaken
        flowing = {contact.number for name, contact in self._contacts.items() if self._closed(name, contact)}
        return [number in flowing for number in range(self._input_count)]

    def _closed(self, name: str, contact: Contact) -> bool:
        if name in self._cut:
            return False
        active = self._shaken if name in self._shaking else name in self._active
        return active is not contact.normally_closed

    def _known(self, name: str) -> str:
        if name not in self._contacts:
            raise ValueError(f"no contact {name!r}; there is: {', '.join(self._contacts)}")
        return name
