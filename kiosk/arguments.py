"""The words of the command line: every command of ``kiosk`` and what it takes."""

from __future__ import annotations

import argparse
from pathlib import Path

_CONFIG = Path("/etc/hrss-kiosk/kiosk.toml")


def _content_commands(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    commands = parser.add_subparsers(dest="content", required=True)
    check = commands.add_parser("check", help="is a set in order? names every file and item that is wrong")
    check.add_argument("folder", type=Path, nargs="?", help="default: the set that came with the program")
    listed = commands.add_parser("list", help="the sets on this machine, and which is in force")
    back = commands.add_parser("roll-back", help="put the set before in force, from the next start on")
    digest = commands.add_parser("digest", help="write what the office's key has to sign to standard output")
    digest.add_argument("folder", type=Path)
    pack = commands.add_parser("pack", help="make the bundle that the office hands out")
    pack.add_argument("folder", type=Path)
    pack.add_argument("signature", type=Path, help="file with the signature over what digest wrote")
    pack.add_argument("bundle", type=Path, help="the file to make")
    return [check, listed, back]


def _port(word: str) -> int:
    port = int(word)
    if not 0 < port < 65536:
        raise ValueError
    return port


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="kiosk", description="The social security card self-service machine.")
    commands = words.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run the machine")
    run.add_argument("--driver", type=_port, metavar="PORT", help="open a control channel for testers (rehearsal only)")
    commands.add_parser("check", help="check the configuration")
    journal = commands.add_parser("journal", help="list the acts of the journal")
    journal.add_argument("--limit", type=int, default=50, help="how many, newest first")
    card_bin = commands.add_parser("bin", help="how many forgotten cards are in the bin of a motor card reader")
    card_bin.add_argument("--emptied", action="store_true", help="it has been emptied: count from zero")
    content = _content_commands(commands.add_parser("content", help="outlets, questions and all else that is data"))
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
    for command in (run, commands.choices["check"], journal, card_bin, tail, *content):
        command.add_argument("--config", type=Path, default=_CONFIG, help=f"configuration file (default {_CONFIG})")
        command.add_argument(
            "--set", action="append", default=[], metavar="KEY=VALUE", help="override one key, e.g. glass.width=1920"
        )
    return words
