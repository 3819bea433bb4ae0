"""Typed words and what they do: a vocabulary to which every simulated thing may add its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kiosk_sim.pcsc import RoomError


@runtime_checkable
class Handled(Protocol):
    """A device that says itself what hands can do to it.

    For a pin pad called ``pin-pad`` with ``{"press": self.press}`` and ``def press(self, key: str)``, people type
    ``pin-pad press 5``, or ``press 5`` as long as no other thing has such a word. Parameters without default must
    be typed; `int` and `float` are converted; the last one, if it is text, takes all the words that are left. The
    first line of its docstring is its help. What it returns is awaited if need be, and told if it is text. It may
    raise `RoomError` or ValueError, whose text is told.
    """

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        """Words, and what they do."""


@dataclass(frozen=True)
class Verb:
    """`words` as they are typed, what follows them, one line of help, and the deed."""

    words: str
    takes: str
    says: str
    does: Callable[..., object]

    @property
    def usage(self) -> str:
        """How it is typed."""
        return f"{self.words} {self.takes}".strip()


def verb(words: str, does: Callable[..., object]) -> Verb:
    """A verb that tells itself from its deed: its parameters and the first line of its docstring."""
    takes = " ".join(_typed(parameter) for parameter in _parameters(does))
    return Verb(words, takes, (inspect.getdoc(does) or "").partition("\n")[0], does)


class Vocabulary:
    """Verbs by their words; of two with the same words the first counts."""

    def __init__(self, verbs: Iterable[Verb]) -> None:
        self._verbs: dict[str, Verb] = {}
        for one in verbs:
            self._verbs.setdefault(one.words, one)

    @property
    def help(self) -> str:
        """Every verb that has help, a line each."""
        return "\n".join(f"  {one.usage:37} {one.says}" for one in self._verbs.values() if one.says)

    def help_about(self, word: str) -> str:
        """The lines of `help` that speak of something. Raises `RoomError` when none does."""
        lines = [line for line in self.help.splitlines() if word in line]
        if not lines:
            raise RoomError(f"no word speaks of {word!r}; try: help")
        return "\n".join(lines)

    async def do(self, line: str) -> str:
        """Carry out one line; gives what to tell. Raises `RoomError` when it makes no sense or cannot be done."""
        words = line.split()
        for count in range(len(words), 0, -1):
            found = self._verbs.get(" ".join(words[:count]))
            if found is not None:
                return await _carry_out(found, words[count:])
        raise RoomError(f"not understood: {line.strip()}; try: help")


async def _carry_out(found: Verb, words: list[str]) -> str:
    try:
        done = found.does(*_arguments(found, words))
        if inspect.isawaitable(done):
            done = await done
    except (ValueError, KeyError) as error:
        raise RoomError(str(error)) from error
    return done if isinstance(done, str) else "done"


def _arguments(found: Verb, words: list[str]) -> list[object]:
    parameters = _parameters(found.does)
    variadic = bool(parameters) and parameters[-1].kind is inspect.Parameter.VAR_POSITIONAL
    if not variadic and parameters and len(words) > len(parameters) and parameters[-1].annotation is str:
        words = [*words[: len(parameters) - 1], " ".join(words[len(parameters) - 1 :])]
    needed = sum(p.default is p.empty and p.kind is not p.VAR_POSITIONAL for p in parameters)
    if len(words) < needed or (len(words) > len(parameters) and not variadic):
        raise RoomError(f"it is: {found.usage}")
    kinds = [parameter.annotation for parameter in parameters] + [str] * len(words)
    return [kind(word) if kind in (int, float) else word for kind, word in zip(kinds, words, strict=False)]


def _typed(parameter: inspect.Parameter) -> str:
    name = parameter.name.upper()
    if parameter.kind is parameter.VAR_POSITIONAL:
        return f"{name} ..."
    return name if parameter.default is parameter.empty else f"[{name}]"


def _parameters(does: Callable[..., object]) -> list[inspect.Parameter]:
    """What can be given by position."""
    by_name = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
    return [one for one in inspect.signature(does, eval_str=True).parameters.values() if one.kind not in by_name]
