"""What can go wrong between this machine and the office. No error ever holds personal data."""

from __future__ import annotations


class OfficeTrouble(Exception):
    """A call to the office brought no usable answer. `call` names it, `fact` is what is known.

    Unless it is an `OfficeUnreachable`, an act may have been done: enquire.
    """

    def __init__(self, call: str, fact: str) -> None:
        super().__init__(f"{call}: {fact}")
        self.call = call
        self.fact = fact


class OfficeUnreachable(OfficeTrouble):
    """Nothing was sent: no connection, no such host, certificate refused. No act was done."""


class OfficeSilent(OfficeTrouble):
    """The request left, or may have; no whole answer came in time. Whether the office acted is not known."""


class OfficeGarbled(OfficeTrouble):
    """An answer came and cannot be understood. Whether the office acted is not known."""


class OfficeError(OfficeTrouble):
    """The office, or something on the way, answered with an error status; `code` is "" when it is not the office's."""

    def __init__(self, call: str, status: int, code: str) -> None:
        super().__init__(call, f"status {status} {code}".rstrip())
        self.status = status
        self.code = code
