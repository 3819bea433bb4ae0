"""A pcscd of one's own, with a virtual reader of two slots or with none: start it, freeze it, kill it.

It gets its socket by socket activation, so it needs no root and many can stand side by side (docs/decisions/0001).
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import socket as sockets  # `socket` is a word of the daemon's own
import subprocess
from pathlib import Path

from kiosk_sim.listening import listens

READER = "Kiosk SSC"  # its slots are "Kiosk SSC 00 00" and "Kiosk SSC 00 01"

_DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
_RUN_FOLDER = Path("/run/pcscd")  # compiled into pcscd, which ends without it although it uses our socket
_PORTS = range(20000, 32000, 2)  # below the ephemeral ports; one reader has two slots on two ports
_PORT_TRIES = 8
# The socket becomes fd 3 and LISTEN_PID our own number, which exec keeps; pcscd dies with the thread that started it.
_LAUNCH = 'export LISTEN_FDS=1 LISTEN_PID=$$; exec setpriv --pdeathsig KILL "$0" -f -c "$1" 3<&0 </dev/null'


class RoomError(Exception):
    """The room cannot be set up, or a hand did something impossible; the text says what and what to do."""


class Daemon:
    """One pcscd in `folder`. `port`: where a card in the first slot connects to; the second slot's is the next."""

    def __init__(self, folder: Path) -> None:
        self.port = 0
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> str:
        """The path of its socket."""
        return str(self._folder / "pcscd.comm")

    @property
    def runs(self) -> bool:
        """Whether it was started and not killed."""
        return self._process is not None

    @property
    def pid(self) -> int:
        """Its process number. Raises `RoomError` when it does not run."""
        if self._process is None:
            raise RoomError("pcscd does not run")
        return self._process.pid

    async def start(self, *, reader: bool = True) -> None:
        """Start it; when this returns, its reader can be used. `reader`: whether it has one. Raises `RoomError`."""
        if self._process is not None:
            raise RoomError("pcscd runs already")
        if not reader:
            self._process = self._launch("")
            return
        for port in random.sample(_PORTS, _PORT_TRIES):
            if await self._try_port(port):
                return
        raise RoomError(f"pcscd did not come up on {_PORT_TRIES} ports; its last words: {self._last_words()}")

    async def kill(self) -> None:
        """Kill it as a crash would (kill -9), a frozen one too. Nothing to do when it does not run."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.send_signal(signal.SIGCONT)
            await asyncio.get_running_loop().run_in_executor(None, process.wait)

    def freeze(self) -> None:
        """Stop it without ending it: it accepts and answers nothing (kill -STOP)."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        os.kill(self.pid, signal.SIGCONT)

    async def _try_port(self, port: int) -> bool:
        self.port = port
        self._process = self._launch(
            f'FRIENDLYNAME "{READER}"\nDEVICENAME /dev/null:0x{port:04X}\nLIBPATH {_DRIVER}\nCHANNELID 0x{port:04X}\n'
        )
        loop = asyncio.get_running_loop()
        for slot in (port, port + 1):
            if not await loop.run_in_executor(None, listens, self._process, slot):
                await self.kill()
                return False
        return True

    def _launch(self, configuration: str) -> subprocess.Popen[bytes]:
        """On the loop's thread: an executor's thread may end before the room, and pcscd with it."""
        Path(self.socket).unlink(missing_ok=True)
        readers = self._folder / "readers"
        readers.mkdir(exist_ok=True)
        (readers / "reader.conf").write_text(configuration)
        # Our copy of the listening socket is closed: else clients of a dead pcscd would hang in connect.
        with sockets.socket(sockets.AF_UNIX) as listener, (self._folder / "pcscd.log").open("wb") as log:
            listener.bind(self.socket)
            listener.listen(16)
            command = ["sh", "-c", _LAUNCH, _pcscd(), str(readers)]
            return subprocess.Popen(command, stdin=listener.fileno(), stdout=log, stderr=log, start_new_session=True)

    def _last_words(self) -> str:
        lines = (self._folder / "pcscd.log").read_text(errors="replace").splitlines()
        return " / ".join(lines[-3:]) or "none"


def need_programs() -> None:
    """Make sure that there is a pcscd, its virtual driver, and what else it needs. Raises `RoomError`."""
    if not _pcscd() or not _DRIVER.exists():
        raise RoomError("pcscd or its virtual driver is missing: apt-get install pcscd vsmartcard-vpcd")
    if not shutil.which("setpriv"):
        raise RoomError("setpriv is missing: apt-get install util-linux")
    try:
        _RUN_FOLDER.mkdir(exist_ok=True)
    except OSError as error:
        raise RoomError(f"{_RUN_FOLDER} cannot be made ({error.strerror}): as root, mkdir {_RUN_FOLDER}") from error


def _pcscd() -> str:
    return shutil.which("pcscd", path=os.environ.get("PATH", "") + ":/usr/sbin") or ""
