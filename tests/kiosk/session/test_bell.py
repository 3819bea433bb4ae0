"""The bell says whether the office will hear of a call, also to an impatient finger."""

from __future__ import annotations

from typing import Any, cast

import pytest

from kiosk.session.bell import Bell
from tests.room import ListLog
from tests.virtual_time import run


class _Outbox:
    def __init__(self, *, takes: bool) -> None:
        self.takes = takes
        self.put_in = 0

    def put(self, _message: object) -> bool:
        self.put_in += 1
        return self.takes


class _Lights:
    def call(self, *, staff: bool) -> None:
        """No lamp here."""


@pytest.mark.parametrize("takes", [True, False])
def test_a_call_that_the_disk_does_not_take_is_told(takes: bool) -> None:
    async def play() -> None:
        outbox = _Outbox(takes=takes)
        bell = Bell(cast(Any, outbox), cast(Any, _Lights()), ListLog())
        assert [bell.ring(), bell.ring()] == [takes, takes]
        assert outbox.put_in == 1

    run(play())
