"""The contract's problems: what the office refuses to answer, by code."""

from __future__ import annotations

from types import MappingProxyType

# Code to status and title.
PROBLEMS = MappingProxyType(
    {
        "malformed": (400, "The request does not follow the contract"),
        "bad-signature": (401, "The signature is missing or wrong"),
        "unknown-machine": (401, "No such machine is known here"),
        "stale": (401, "The request's time is too far from the office's"),
        "replayed": (401, "This request was sent before"),
        "too-large": (413, "The body is too large"),
        "no-such-operation": (404, "There is no such operation"),
        "not-offered": (404, "This office does not offer it"),
        "nothing-known": (404, "Nothing is known of this person"),
        "unknown-card": (404, "There is no such card"),
        "not-holder": (409, "The card belongs to another person"),
        "no-card-key": (409, "There is no key for this card here"),
        "code-expired": (404, "The electronic code is not valid"),
        "unknown-relative": (404, "There is no such relative"),
        "number-reused": (409, "The number was used for something else"),
        "unavailable": (503, "The office cannot answer now"),
    }
)


class Problem(Exception):
    """The request is answered with this code; `status` where it is not the code's usual one."""

    def __init__(self, code: str, status: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.status = PROBLEMS[code][0] if status is None else status

    def facts(self, envelope: dict[str, object]) -> dict[str, object]:
        """The body of the answer."""
        return {
            "type": f"urn:hrss-office:problem:{self.code}",
            "code": self.code,
            "title": PROBLEMS[self.code][1],
            "status": self.status,
            "envelope": envelope,
        }
