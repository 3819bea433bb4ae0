"""A program that makes or plays sound: run as a child, given what it needs by its standard input, never left behind."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE


class Silent(Exception):
    """Nothing can be heard: which part failed, and how."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part, self.reason = part, reason


async def run(program: str, *arguments: str, given: bytes) -> bytes:
    """What the program writes. Cancelling kills it. Raises `Silent`.

    What it says of its errors is not kept: it may quote what it was given.
    """
    try:
        child = await asyncio.create_subprocess_exec(program, *arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    except FileNotFoundError:
        raise Silent(program, "not installed") from None
    except OSError as error:
        raise Silent(program, f"does not start, {error.errno}") from None
    try:
        written, _ = await child.communicate(given)
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        raise Silent(program, f"ended with {child.returncode}")
    return written
