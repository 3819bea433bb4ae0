"""The command ``kiosk``: run the machine, check its configuration, read journal and wire, empty the bin, make keys."""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.config_file import ConfigError, ConfigFile, read

if TYPE_CHECKING:
    from kiosk.backend_client.signing import Suite
    from kiosk.config import Config
    from kiosk.screens.stage import KivyDisplay

REFUSED = 2  # exit status: what was asked for cannot be done with this configuration
_CONFIG = Path("/etc/hrss-kiosk/kiosk.toml")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit status."""
    given = _parser().parse_args(arguments)
    _take_any_character()
    try:
        if given.command == "wire" and given.wire != "tail":
            return _wire(given)
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
        from kiosk.journal import JournalError
        from kiosk.outbox import OutboxError

        try:
            config = check(file)
            if driver_port is None:
                await wiring.run(config, display, log)
                return
            from kiosk.screens.driver import Driver

            async with Driver(display, driver_port, app.stop):
                await wiring.run(config, display, log)
        except (
            ConfigError,
            JournalError,
            OutboxError,
            KeyFileWrong,
        ) as error:  # each says which file and what is wrong
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
        at = f"{act.intended_at.astimezone():%Y-%m-%d %H:%M:%S}"
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


def _port(word: str) -> int:
    port = int(word)
    if not 0 < port < 65536:
        raise ValueError
    return port


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk", description="The social security card self-service machine.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run the machine")
    run.add_argument("--driver", type=_port, metavar="PORT", help="open a control channel for testers (rehearsal only)")
    commands.add_parser("check", help="check the configuration")
    journal = commands.add_parser("journal", help="list the acts of the journal")
    journal.add_argument("--limit", type=int, default=50, help="how many, newest first")
    card_bin = commands.add_parser("bin", help="how many forgotten cards are in the bin of a motor card reader")
    card_bin.add_argument("--emptied", action="store_true", help="it has been emptied: count from zero")
    keys = commands.add_parser("keys", help="the keys that sign what the office is sent").add_subparsers(
        dest="keys", required=True
    )
    new = keys.add_parser("new", help="draw a private key into a new file, and print the public key for the office")
    new.add_argument("suite", choices=["SM2-SM3", "Ed25519"])
    new.add_argument("file", type=Path)
    wire = commands.add_parser("wire", help="read and make the bytes of the devices").add_subparsers(
        dest="wire", required=True
    )
    wire.add_parser("list", help="what there is")
    decode = wire.add_parser("decode", help="say what bytes mean: one JSON object a message")
    decode.add_argument("device")
    decode.add_argument("hex", nargs="+", metavar="HEX", help="hex text, white space ignored; - reads standard input")
    decode.add_argument("--show", action="store_true", help="show what is about a person, which is masked otherwise")
    encode = wire.add_parser("encode", help="make the bytes of a command")
    encode.add_argument("device")
    encode.add_argument("name", metavar="COMMAND")
    encode.add_argument("argument", nargs="*", metavar="NAME=VALUE")
    tail = wire.add_parser("tail", help="watch the bytes of a device of the running machine")
    tail.add_argument("device", help="its name in the rack, e.g. id-reader")
    for command in (run, commands.choices["check"], journal, card_bin, tail):
        command.add_argument("--config", type=Path, default=_CONFIG, help=f"configuration file (default {_CONFIG})")
        command.add_argument(
            "--set", action="append", default=[], metavar="KEY=VALUE", help="override one key, e.g. glass.width=1920"
        )
    return parser
