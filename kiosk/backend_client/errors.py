"""What can go wrong between this machine and the office: three things. No error ever holds personal data."""

from __future__ import annotations


class OfficeTrouble(Exception):
    """A call to the office brought no result. `call` names it, `fact` is what is known.

    `nothing_done`: whether it is certain that an act was not done. If not: enquire.
    """

    nothing_done = False

    def __init__(self, call: str, fact: str) -> None:
        super().__init__(f"{call}: {fact}")
        self.call = call
        self.fact = fact


class OfficeUnreachable(OfficeTrouble):
    """No whole answer came. `sent`: the request may have arrived all the same."""

    def __init__(self, call: str, fact: str, *, sent: bool) -> None:
        super().__init__(call, fact)
        self.sent = sent
        self.nothing_done = not sent


class OfficeRefused(OfficeTrouble):
    """The office itself, by its signature, answered with a problem: an HTTP status and a code of the contract.

    After a status of 4xx nothing was done (the contract says so), with one exception. `replayed` says that this very
    request had arrived before, brought twice by something on the way: what became of the first one is not known.
    """

    def __init__(self, call: str, status: int, code: str) -> None:
        super().__init__(call, f"status {status} {code}")
        self.status = status
        self.code = code
        self.nothing_done = 400 <= status < 500 and code != "replayed"


class OfficeGarbled(OfficeTrouble):
    """Something answered that is not the office, or the office answered what cannot be understood."""
