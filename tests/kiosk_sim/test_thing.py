"""Things on the bench: their faults by name, begun and mended, their cables, and what they are called."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest

from kiosk.hardware.stream import LineClosed, open_line
from kiosk_sim.faults import Fault
from kiosk_sim.line import Line
from kiosk_sim.line_faults import LINE_FAULTS
from kiosk_sim.pcsc import RoomError
from kiosk_sim.serving import PtyServer, Reply
from kiosk_sim.thing import Thing
from tests.virtual_time import run


class _Lamp:
    """A device with two faults, one of which is called like one of the line's."""

    def __init__(self) -> None:
        self.broken: set[str] = set()
        self.powered = 0

    @property
    def faults(self) -> Mapping[str, Fault]:
        async def breaks() -> None:
            self.broken.add("bulb")

        return {
            "bulb": Fault("it is dark", breaks, lambda: self.broken.discard("bulb")),
            "silent": Fault("it hums no more", lambda: self.broken.add("silent"), lambda: self.broken.remove("silent")),
        }

    def power_up(self) -> None:
        self.powered += 1

    def receive(self, data: bytes) -> list[Reply]:
        return [Reply(data)]


Scene = Callable[[Thing, _Lamp], Awaitable[None]]


def _play(folder: Path, scene: Scene) -> None:
    async def played() -> None:
        lamp = _Lamp()
        cable = PtyServer(lamp, folder / "lamp", Line(115200))
        await cable.start()
        await scene(Thing("lamp", lamp, cable), lamp)
        await cable.stop()

    run(played())


def test_the_devices_own_faults_come_first_and_keep_their_names(tmp_path: Path) -> None:
    async def scene(thing: Thing, _lamp: _Lamp) -> None:
        others = [name for name in LINE_FAULTS if name != "silent"]
        assert list(thing.faults)[:2] == ["bulb", "silent"]
        assert set(thing.faults) == {"bulb", "silent", "line-silent", *others}
        assert thing.faults["silent"].says == "it hums no more"
        assert thing.faults["line-silent"].says == "nothing arrives"

    _play(tmp_path, scene)


def test_faults_begin_and_all_of_them_are_mended(tmp_path: Path) -> None:
    async def scene(thing: Thing, lamp: _Lamp) -> None:
        assert thing.cable is not None
        line = thing.cable.line
        for name in ("bulb", "silent", "line-silent", "drop"):
            await thing.fault(name)
        await thing.spoil("half-frame", "to-device")
        await thing.spoil("cut")
        await thing.spoil("cut", "to-kiosk")
        assert lamp.broken == {"bulb", "silent"}
        assert (line.silent, line.drop, line.to_device.withheld, line.to_kiosk.withheld) == (True, 0.02, 1, 0)
        assert (line.to_device.cut, line.to_kiosk.cut) == (False, True)
        assert thing.failing == {"bulb", "silent", "line-silent", "drop", "half-frame", "cut"}
        await thing.mend()
        assert lamp.broken == set()
        assert (line.silent, line.drop, line.to_device.withheld, line.to_kiosk.cut) == (False, 0.0, 0, False)
        assert thing.failing == frozenset()
        line.to_kiosk.flip = 0.5
        line.baud = 9600
        await thing.mend()
        assert (line.to_kiosk.flip, line.baud) == (0.0, 115200), "whoever spoiled it"

    _play(tmp_path, scene)


@pytest.mark.parametrize("verb", ["fault", "spoil"])
def test_unplugged_and_mended_it_has_power_again(tmp_path: Path, verb: str) -> None:
    async def scene(thing: Thing, lamp: _Lamp) -> None:
        assert thing.cable is not None
        stream = await open_line(thing.cable.port, 115200)
        await getattr(thing, verb)("unplugged")
        await thing.unplug()
        with pytest.raises(LineClosed):
            await stream.read()
        stream.close()
        assert (set(thing.failing), lamp.powered) == ({"unplugged"}, 0)
        await thing.mend()
        await thing.plug()
        assert (set(thing.failing), lamp.powered) == (set(), 1)
        (await open_line(thing.cable.port, 115200)).close()

    _play(tmp_path, scene)


def test_what_there_is_not_is_said(tmp_path: Path) -> None:
    async def scene(thing: Thing, _lamp: _Lamp) -> None:
        with pytest.raises(RoomError, match=r"lamp has no fault 'jam'; there is: bulb, silent, split"):
            await thing.fault("jam")
        with pytest.raises(RoomError, match="a line has no fault 'bulb'"):
            await thing.spoil("bulb")
        with pytest.raises(RoomError, match="no direction 'up' here; there is: to-device, to-kiosk"):
            await thing.spoil("drop", "up")
        with pytest.raises(RoomError, match="no direction 'to-kiosk' here; there is: none"):
            await thing.spoil("wrong-baud", "to-kiosk")
        bare = Thing("stone", object())
        assert bare.faults == {}
        for deed in (bare.unplug, bare.plug, lambda: bare.spoil("drop"), lambda: bare.fault("drop")):
            with pytest.raises(RoomError, match="stone"):
                await deed()
        await bare.mend()

    _play(tmp_path, scene)


def test_lines_of_one_seed_fail_alike_and_each_in_its_own_way() -> None:
    async def heard(seed: str) -> bytes:
        line, arrived = Line(10**7, seed=seed), bytearray()
        LINE_FAULTS["flip"].on(PtyServer(_Lamp(), Path("unused"), line)).begin()
        await line.answer(bytes(500), arrived.extend)
        return bytes(arrived)

    async def compare() -> None:
        one, again, other = await asyncio.gather(heard("0 printer"), heard("0 printer"), heard("0 id-reader"))
        assert one == again != other

    run(compare())
