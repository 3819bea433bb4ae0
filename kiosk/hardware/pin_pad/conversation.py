"""Questions to a PIN pad and their answers, which do not say what they answer: none may be mistaken for another."""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

from kiosk.hardware.errors import DeviceSilent
from kiosk.hardware.link import Command, Link

# Fact sheet 5.1, one source: a second for an answer, and up to four retries.
WITHIN = 1.0
_RETRIES = 4
_PROBES = 3


class Reply(Protocol):
    """What is common to the replies of all models."""

    @property
    def status(self) -> int:
        """The pad's own code."""

    @property
    def done(self) -> bool:
        """Whether the pad did as it was told."""


R = TypeVar("R", bound=Reply)
R_contra = TypeVar("R_contra", contravariant=True)


class Question(Command, Protocol[R_contra]):
    """A command that knows which replies can be its answer."""

    def answered_by(self, reply: R_contra) -> bool:
        """Whether this reply can be the answer."""


class Conversation(Generic[R]):
    """Asks over a link. `probe` is harmless, and its good answer looks like no other; `unwell`: statuses that a pad
    gives to the probe when it is itself out of order."""

    def __init__(self, link: Link[Any], kind: type[R], probe: Question[R], unwell: frozenset[int]) -> None:
        self._link = link
        self._kind = kind
        self._probe = probe
        self._unwell = unwell
        self._doubt = False  # an answer may be on its way for which nobody waits any more

    async def ask(self, question: Question[R]) -> R:
        """One question and its answer; again, up to four times, if it is repeatable and no answer came.

        Raises `DeviceSilent`, `DeviceGarbled`, `DeviceGone`.
        """
        left = _RETRIES if question.repeatable else 0
        while True:
            if self._doubt:
                await self._settle()
            self._doubt = True  # also when this is cancelled
            try:
                answer: R = await self._link.request(question, WITHIN, tries=1, fits=self._fits(question))
            except DeviceSilent:
                if not left:
                    raise
                left -= 1
                continue
            self._doubt = False
            return answer

    async def _settle(self) -> None:
        """Wait for the answer to a probe: the pad answers in order, so every earlier answer is then behind us.

        A late answer to a probe is never mistaken for anything else. Raises as `ask`.
        """

        def fits(reply: object) -> bool:
            if not isinstance(reply, self._kind):
                return False
            return self._probe.answered_by(reply) if reply.done else reply.status in self._unwell

        await self._link.request(self._probe, WITHIN, tries=_PROBES, fits=fits)

    def _fits(self, question: Question[R]) -> Any:
        return lambda reply: isinstance(reply, self._kind) and question.answered_by(reply)
