"""What can be wrong with the ID reader and the documents on it; the facts never hold what a document says."""

from __future__ import annotations

from kiosk.hardware.errors import DeviceRefused
from kiosk.hardware.id_reader.commands import BROKEN
from kiosk.hardware.id_reader.wire import Sw3, meaning


class DocumentUnreadable(Exception):
    """The reader gave the document's text whole, and it is not what the format says.

    Reading again will not help. `fact` names the field and the rule, never the value.
    """

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


class SamRefused(DeviceRefused):
    """The security module refused a command, or gave an answer that belongs to no command asked.

    `command` is the command's name. `reason` is the row of the table, None for a status that is in none.
    """

    def __init__(self, device: str, command: str, status: int) -> None:
        fact = meaning(status)
        super().__init__(device, fact if status in BROKEN else f"{command}: {fact}", status)
        self.command = command
        self.reason = next((row for row in Sw3 if row == status), None)


class PhotoFailed(Exception):
    """The plug-in for photos gave no picture; `fact` says how it failed, never what it was given."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact
