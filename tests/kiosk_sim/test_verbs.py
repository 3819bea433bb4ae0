"""Typed words: which are understood, what they are given, and how devices bring their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from kiosk_sim.pcsc import RoomError
from kiosk_sim.verbs import Handled, Vocabulary, verb
from tests.virtual_time import run


class _Pad:
    """A pin pad with hands."""

    def __init__(self) -> None:
        self.done: list[object] = []

    @property
    def verbs(self) -> Mapping[str, Callable[..., object]]:
        return {
            "press": self.press,
            "show code": self.show,
            "tilt": self.tilt,
            "rest": self.rest,
            "refuse": self.refuse,
        }

    def press(self, key: str, times: int = 1) -> None:
        """Press a key, several times if you like.

        This is not for the help.
        """
        self.done.append((key, times))

    async def show(self, code: str) -> str:
        """Hold a code before it."""
        self.done.append(code)
        return f"shown: {code}"

    def tilt(self, degrees: float, *, hard: bool = False) -> None:
        """Tilt it."""
        self.done.append((degrees, hard))

    def rest(self) -> None:
        """Do nothing."""

    def refuse(self, *words: str) -> None:
        raise ValueError(f"never: {words}")


def _say(pad: _Pad, line: str) -> str:
    words = Vocabulary([verb(words, does) for words, does in pad.verbs.items()])
    return run(words.do(line))


def test_a_device_with_verbs_is_recognised() -> None:
    assert isinstance(_Pad(), Handled)
    assert not isinstance(object(), Handled)


def test_help_comes_from_the_deeds_themselves() -> None:
    pad = _Pad()
    lines = Vocabulary([verb(words, does) for words, does in pad.verbs.items()]).help.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "press KEY [TIMES] Press a key, several times if you like.",
        "show code CODE Hold a code before it.",
        "tilt DEGREES Tilt it.",
        "rest Do nothing.",
    ]


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("press 5", ("5", 1)),
        ("  press   enter  3 ", ("enter", 3)),
        ("show code 0000 and more", "0000 and more"),
        ("tilt 2.5", (2.5, False)),
    ],
)
def test_words_reach_the_deed_as_what_it_asks_for(line: str, done: object) -> None:
    pad = _Pad()
    assert _say(pad, line) == (f"shown: {done}" if "show" in line else "done")
    assert pad.done == [done]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("dance", "not understood: dance; try: help"),
        ("show", "not understood"),
        ("", "not understood"),
        ("press", r"it is: press KEY \[TIMES\]"),
        ("press 5 2 1", r"it is: press KEY \[TIMES\]"),
        ("press 5 often", "invalid literal"),
        ("rest now", "it is: rest"),
        ("refuse it all", r"never: \('it', 'all'\)"),
    ],
)
def test_what_makes_no_sense_is_said_and_does_nothing(line: str, told: str) -> None:
    pad = _Pad()
    with pytest.raises(RoomError, match=told):
        _say(pad, line)
    assert pad.done == []
