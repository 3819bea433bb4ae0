"""The command ``kiosk``: run the machine, read its journal, wire and content, empty the bin, make keys."""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.arguments import parser
from kiosk.config_file import ConfigError, ConfigFile, read
from kiosk.domain.local_time import CHINA

if TYPE_CHECKING:
    from kiosk.backend_client.signing import Suite
    from kiosk.config import Config
    from kiosk.screens.stage import KivyDisplay

REFUSED = 2  # exit status: what was asked for cannot be done with this configuration


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    given = parser().parse_args(arguments)
    _take_any_character()
    try:
        if given.command == "wire" and given.wire != "tail":
            return _wire(given)
        if given.command == "content" and given.content in ("digest", "pack"):
            from kiosk.content import cli

            return cli.at_office(given)
        if given.command == "keys":
            return _new_key(given.suite, given.file)
        file = read(given.config, given.set)
        if given.command == "run":
            return _run(file, given.driver)
        from kiosk.config import check

        config = check(file)
    except ConfigError as error:
        return _refuse(error)
    if given.command == "journal":
        return _journal(config, given.limit)
    if given.command == "bin":
        return _bin(config, emptied=given.emptied)
    if given.command == "wire":
        return _tail(config, given.device)
    if given.command == "content":
        return _content(config, given)
    print(f"{given.config}: in order, machine {config.machine.number}")
    return 0


def _take_any_character() -> None:
    """Names are in Chinese, and neither terminal nor pipe need know it: then as JSON escapes them, \\u6D4B."""
    codecs.register_error("json", _escaped)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="json")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex().upper()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end


def _refuse(error: Exception) -> int:
    print(error, file=sys.stderr)
    return REFUSED


def _run(file: ConfigFile, driver_port: int | None) -> int:
    face = file.face()
    if driver_port is not None and not face.rehearsal:
        raise ConfigError(
            f"{file.path}: --driver refused: this is a real machine (machine.rehearsal is false), and a control "
            "channel would let anybody on it touch the glass. It exists only where devices and office are simulated."
        )
    from kiosk.app import KioskApp, NoGlass
    from kiosk.event_log import EventLog, open_log

    open_log(face.log)
    log = EventLog()
    wrong: list[Exception] = []

    async def works(display: KivyDisplay) -> None:
        # After the first frame: these imports take longer than Kivy's own.
        from kiosk import wiring
        from kiosk.backend_client.signing import KeyFileWrong
        from kiosk.config import check
        from kiosk.content.problems import ContentWrong
        from kiosk.journal import JournalError
        from kiosk.outbox import OutboxError

        try:
            config = check(file)
            if driver_port is None:
                await wiring.run(config, display, log, app.built_up)
                return
            from kiosk.screens.driver import Driver

            async with Driver(display, driver_port, app.stop):
                await wiring.run(config, display, log, app.built_up)
        except (ConfigError, JournalError, OutboxError, ContentWrong, KeyFileWrong) as error:
            wrong.append(error)

    app = KioskApp(face, log, works)
    try:
        status = app.run()
    except NoGlass as error:
        print(error, file=sys.stderr)
        return 1
    return _refuse(wrong[0]) if wrong else status


def _journal(config: Config, limit: int) -> int:
    from kiosk.flows.acts import short_number
    from kiosk.journal import Journal, JournalError
    from kiosk.wiring import utc_now

    if not config.files.journal.exists():
        print(f"{config.files.journal}: no journal yet")
        return 0
    try:
        journal = Journal(config.files.journal, utc_now)
        acts = journal.acts(limit)
        journal.close()
    except JournalError as error:
        print(error, file=sys.stderr)
        return 1
    for act in acts:
        at = f"{act.intended_at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
        short = short_number(act.number)
        print(f"{at}  {short}  {act.number}  {act.kind.value:12}  {act.state.value:9}  {act.reason}".rstrip())
    print(f"{len(acts)} acts, newest first")
    return 0


def _bin(config: Config, *, emptied: bool) -> int:
    from kiosk.hardware.motor_reader.card_bin import CountLost, read_count, write_count

    reader = config.card_reader
    if reader.kind != "crt-310":
        return _refuse(ConfigError(f"card_reader.kind: a {reader.kind} reader has no bin"))
    try:
        if emptied:
            write_count(reader.bin_count, 0)
        print(f"cards in the bin: {read_count(reader.bin_count)} of {reader.bin_capacity}")
    except CountLost as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _content(config: Config, given: argparse.Namespace) -> int:
    from kiosk.backend_client.signing import KeyFileWrong
    from kiosk.content import cli
    from kiosk.event_log import EventLog
    from kiosk.flows import SERVICES
    from kiosk.wiring import content_store

    try:
        store = content_store(config, EventLog())
        return cli.on_machine(given, store, config.content.shipped, [service.key for service in SERVICES])
    except KeyFileWrong as error:
        return _refuse(error)


def _new_key(suite: Suite, path: Path) -> int:
    from kiosk.backend_client.signing import KeyFileWrong, new_key

    try:
        print(new_key(path, suite).line())
    except KeyFileWrong as error:
        return _refuse(error)
    return 0


def _wire(given: argparse.Namespace) -> int:
    from kiosk.diagnostics import protocols

    try:
        match given.wire:
            case "list":
                lines = protocols.listing()
            case "decode":
                text = _standard_input() if given.hex == ["-"] else " ".join(given.hex)
                lines = protocols.decode(given.device, text, show=given.show)
            case _:
                lines = iter([protocols.encode(given.device, given.name, given.argument)])
        for line in lines:
            print(line)
        print(end="", flush=True)
    except protocols.WireError as error:
        return _refuse(error)
    except BrokenPipeError:  # whoever read it has seen enough; Python would complain again at exit
        _write_no_more()
    except OSError as error:
        _write_no_more()
        print(f"not written: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _standard_input() -> str:
    return sys.stdin.read() if sys.stdin else ""  # a shell may have closed it


def _write_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tail(config: Config, device: str) -> int:
    from kiosk.diagnostics.traffic import NobodySpeaks, tail

    try:
        for line in tail(config.wire.socket, device):
            print(line, flush=True)
    except NobodySpeaks as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        pass  # whoever watched has seen enough
    return 0
