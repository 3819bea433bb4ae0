"""A service the kiosk offers, and the visit of one citizen that it is handed."""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kiosk.backend_client.client import Office
from kiosk.config import Config
from kiosk.content.content import Content
from kiosk.domain.identity import Identity
from kiosk.domain.personal import ScannedCode
from kiosk.domain.text import Text, text
from kiosk.events import Log
from kiosk.hardware.rack import Rack
from kiosk.i18n import Words
from kiosk.journal import Journal
from kiosk.outbox import Outbox
from kiosk.views import Display, Item

HOME = "home"  # where a service may send the citizen instead of to another service
MORE = "more"  # everything this machine does, in groups


class Group(enum.Enum):
    """Where a service stands in the menu of everything; the value is the message key's last part."""

    PROGRESS = "progress"  # progress and collection
    MY_CARD = "my-card"
    PIN_AND_LOSS = "pin-and-loss"
    GUIDES = "guides"
    HELP = "help"


def always(_: Config) -> bool:
    """Offered on every machine."""
    return True


@dataclass
class Visit:
    """One citizen's stay. Made new, dropped whole; nothing in it is wiped field by field."""

    display: Display
    rack: Rack
    office: Office
    journal: Journal
    outbox: Outbox
    call_staff: Callable[[], bool]  # False when the office will never hear of the call
    log: Log
    config: Config
    words: Callable[[str], Words]
    now: Callable[[], datetime]
    in_force: Callable[[], Content]
    services: Mapping[str, Service] = field(default_factory=dict)  # what this machine is set up to do, by key
    person: Identity | None = None
    code: ScannedCode | None = None  # was shown, and nobody has asked yet whose it is
    took: set[Item] = field(default_factory=set)  # what the citizen laid down and must take back
    finished: dict[str, Text] = field(default_factory=dict)  # services brought to their end: key and title, in order
    unsettled: str = ""  # short number of an act of this visit whose answer is not known
    acts: set[asyncio.Task[Any]] = field(default_factory=set)  # under way; the works wait for them at the end
    began: float = field(default_factory=lambda: asyncio.get_running_loop().time())  # loop time
    _today: asyncio.Task[date] | None = None

    def look_up_today(self, *, anew: bool = False) -> None:
        """Begin asking the office for its business date, so that nobody waits for it later."""
        under_way = self._today is not None and not self._today.done()
        if not under_way and (anew or not self.knows_today):
            self._today = asyncio.create_task(self.office.today(), name="today")
            self._today.add_done_callback(_noticed)

    @property
    def knows_today(self) -> bool:
        """Whether `today` would answer at once."""
        return self.office.business_date is not None

    async def today(self) -> date:
        """The office's business date, which comes with its every answer. Raises what the office client raises."""
        known = self.office.business_date
        if known is not None:
            return known
        self.look_up_today()
        assert self._today is not None
        return await asyncio.shield(self._today)

    def close(self) -> None:
        """End what the visit left running."""
        if self._today is not None:
            self._today.cancel()

    def can(self, service: str) -> bool:
        """Whether this machine is set up for a service, and it is open now."""
        return service in self.services and why_closed(self.services[service], self.rack, self.office) is None

    @property
    def content(self) -> Content:
        """Outlets, questions, rules: the set in force. It never changes while somebody is served."""
        return self.in_force()

    def words_now(self) -> Words:
        """The words of the language the citizen reads now."""
        return self.words(self.display.manner.language)


def _noticed(looked_up: asyncio.Task[date]) -> None:
    """That it failed is told to whoever needs the date, and to nobody else."""
    if not looked_up.cancelled():
        looked_up.exception()


@dataclass(frozen=True)
class Service:
    """One thing citizens can do here.

    `run` is a conversation; it returns the key of the service to go on with, `HOME`, `MORE`, or None when
    the citizen has finished. `needs` are names of devices: the service is closed while one is down, and one that
    `needs_office` while the office is known not to answer. A `main` one has a tile on the first screen; all that are
    `offered` by the configuration stand in the menu, in their `group`. One without a group stands nowhere: it is
    begun by something else than a touch. `rated`: to finish it is something to be rated.
    """

    key: str
    title: Text
    subtitle: Text
    icon: str
    needs: tuple[str, ...]
    run: Callable[[Visit], Awaitable[str | None]]
    group: Group | None = Group.PROGRESS
    main: bool = False
    needs_office: bool = True
    rated: bool = True
    offered: Callable[[Config], bool] = always


def why_closed(service: Service, rack: Rack, office: Office) -> Text | None:
    """Why a service cannot be used now; None when it is open."""
    for name in service.needs:
        if not rack.board.usable(name):
            return text("closed-device", device=text(f"device-{name}"))
    if service.needs_office and office.reachable is False:  # None: not tried yet
        return text("closed-office")
    return None
