"""The command ``kiosk-sim``: the room around a kiosk."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk_sim.fittings import NAMES
from kiosk_sim.intercom import say
from kiosk_sim.kiosk_process import DriverError
from kiosk_sim.pcsc import RoomError

_CONFIG = Path("config/simulated.toml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    given = _parser().parse_args(arguments)
    try:
        return _run(given)
    except (RoomError, DriverError) as error:
        print(error, file=sys.stderr)
        return 1


def _run(given: argparse.Namespace) -> int:
    if given.command == "demo":
        from kiosk_sim.demo import demo

        return asyncio.run(demo(given.config, given.out, given.set))
    if given.command == "do":
        print(say(given.folder, given.words))
        return 0
    from kiosk_sim.play import play

    machine = {"reader": given.reader, "without": given.without}
    return asyncio.run(
        play(given.config, given.folder, given.set, seed=given.seed, unattended=given.unattended, **machine)
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk-sim", description="The room around a kiosk: devices, cards, office.")
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="play every service with the real application and keep the pictures")
    demo.add_argument("--out", type=Path, default=Path("out/demo"), help="folder for pictures, slips, journal and log")
    play = commands.add_parser("play", help="run the application and the room side by side; type help")
    play.add_argument("--folder", type=Path, default=Path("run"), help="folder for ports, journal, log and slips")
    play.add_argument("--seed", type=int, default=0, help="what the lines' faults draw their chances from")
    play.add_argument("--reader", choices=("pcsc", "motor"), default="pcsc", help="which kind of chip card reader")
    play.add_argument(
        "--without", choices=NAMES, action="append", default=[], help="a machine that does not have this device"
    )
    play.add_argument("--unattended", action="store_true", help='nothing is typed; end it with: kiosk-sim do "quit"')
    do = commands.add_parser("do", help="say one line to the room that play has set up")
    do.add_argument("words", help='what could be typed there, e.g. "fault printer half-frame"; "help" lists all')
    do.add_argument("--folder", type=Path, default=Path("run"), help="the folder of that room")
    for command in (demo, play):
        command.add_argument("--config", type=Path, default=_CONFIG, help="the kiosk's configuration")
        command.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="passed on to the kiosk")
    return parser
