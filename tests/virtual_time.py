"""An asyncio loop for tests: time is virtual and jumps from timer to timer, input and output are real.

Time stands still while code runs and while bytes travel; it jumps when nothing is left to do but wait.
It flows at real speed while a job runs in an executor, and inside ``async with real_time():``. Work in
bare threads and other processes is invisible to the loop: wait for it inside `real_time`.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import pty
import selectors
import time
import tty
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
_Ready = list[tuple[selectors.SelectorKey, int]]
_Select = Callable[[float | None], _Ready]

# Real seconds that bytes on their way get before a jump; a pty hands over within 1 ms on an idle machine.
_GRACE = 0.005
# Jumps shorter than this are saved up and waited for together: the kernel waits for no less than 1 ms.
_SHORTEST_WAIT = 0.001
# After a late canary (see there): bytes written before it may be a moment behind it, on another core.
_AFTER_CANARY = 0.005
_CANARY_LOST = 2.0
_write = os.write
_writes = 0  # of this process so far


def _noted_write(fd: int, data: Any) -> int:
    """Both ends of every pty are written to by this process, so that without a write nothing can be on its way."""
    global _writes
    _writes += 1
    return _write(fd, data)


os.write = _noted_write
# Virtual seconds that tasks get to end after they were cancelled.
_FAREWELL = 60.0


class Stuck(AssertionError):
    """Nothing happens any more and nothing is going to: no timer, no bytes, no job in an executor."""


class _Selector(selectors.DefaultSelector):
    """The real selector, asked through the loop's rules for waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.rule: Callable[[_Select, float | None], _Ready] | None = None

    def select(self, timeout: float | None = None) -> _Ready:
        """Wait as the loop's rule says."""
        return super().select(timeout) if self.rule is None else self.rule(super().select, timeout)


class _Canary:
    """A byte sent through a pty of its own before each jump.

    The kernel hands over the bytes of all ptys one after the other, on a busy machine much later than
    _GRACE (seen). When the canary has arrived, what was written before it has arrived or is just arriving.
    """

    def __init__(self, selector: selectors.BaseSelector) -> None:
        self.flying = False
        self._from, self._to = pty.openpty()
        tty.setraw(self._to)
        selector.register(self._to, selectors.EVENT_READ)

    def fly(self) -> None:
        """Send it, unless it is on its way."""
        if not self.flying:
            self.flying = _write(self._from, b".") == 1

    def without(self, ready: _Ready) -> _Ready:
        """What is ready besides the canary; takes it in when it has arrived."""
        others = [(key, events) for key, events in ready if key.fd != self._to]
        if len(others) < len(ready):
            os.read(self._to, 1)
            self.flying = False
        return others

    def close(self) -> None:
        """Let it go."""
        os.close(self._from)
        os.close(self._to)


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """See the module. `real_limit`: real seconds of complete standstill before `Stuck` is raised."""

    def __init__(self, real_limit: float = 30.0) -> None:
        self._now = 0.0
        self._reasons_to_flow = 0
        self._flowing_since = 0.0
        self._saved_up = 0.0
        self._writes_settled = -1
        self._real_limit = real_limit
        self._pool = ThreadPoolExecutor(thread_name_prefix="virtual-time")
        selector = _Selector()
        self._canary = _Canary(selector)
        super().__init__(selector)
        self.set_default_executor(self._pool)
        selector.rule = self._wait

    def time(self) -> float:
        """Virtual seconds since the loop was made."""
        flowed = time.monotonic() - self._flowing_since if self._reasons_to_flow else 0.0
        return self._now + flowed

    @contextlib.asynccontextmanager
    async def real_time(self) -> AsyncIterator[None]:
        """Time flows at real speed inside."""
        self._flow()
        try:
            yield
        finally:
            self._freeze()

    def run_in_executor(self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts) -> asyncio.Future[T]:
        """As ever; time flows at real speed until the job has really ended, cancelled waiting or not."""
        job = (executor or self._pool).submit(func, *args)
        self._flow()
        result = asyncio.wrap_future(job, loop=self)
        job.add_done_callback(self._job_ended)  # after wrap_future's own, so that the result comes first
        return result

    def _job_ended(self, _job: Future[Any]) -> None:
        with contextlib.suppress(RuntimeError):  # a job of a foreign executor may outlive the loop
            self.call_soon_threadsafe(self._freeze)

    def _flow(self) -> None:
        if not self._reasons_to_flow:
            self._flowing_since = time.monotonic()
        self._reasons_to_flow += 1

    def _freeze(self) -> None:
        now = self.time()
        self._reasons_to_flow -= 1
        if not self._reasons_to_flow:
            self._now = now

    def _wait(self, select: _Select, timeout: float | None) -> _Ready:
        if self._reasons_to_flow or (timeout is not None and timeout <= 0):
            return self._canary.without(select(timeout))
        if timeout is None:
            return self._wait_for_bytes(select)
        wait = self._saved_up + timeout
        ready = self._linger(select, min(wait, _GRACE)) if wait >= _SHORTEST_WAIT else self._wait(select, 0)
        if not ready:
            self._saved_up = wait if wait < _SHORTEST_WAIT else 0.0
            self._now += timeout
        return ready

    def _wait_for_bytes(self, select: _Select) -> _Ready:
        """No timer will ever fire: there must be bytes, or the test is stuck."""
        end = time.monotonic() + self._real_limit
        while (left := end - time.monotonic()) > 0:
            if ready := self._canary.without(select(left)):
                return ready
        raise Stuck(f"no timer, and no input or output for {self._real_limit} s: {_waiting(self)}")

    def _linger(self, select: _Select, seconds: float) -> _Ready:
        """Give bytes on their way the time they need, by the clock and by the canary."""
        if self._writes_settled == _writes and not self._canary.flying:
            return self._canary.without(select(0))
        self._writes_settled = _writes
        self._canary.fly()
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if left <= 0 and (not self._canary.flying or left < -_CANARY_LOST):
                return []
            flying = self._canary.flying
            if ready := self._canary.without(select(max(left, _SHORTEST_WAIT))):
                return ready
            if flying and not self._canary.flying:
                end = max(end, time.monotonic() + _AFTER_CANARY)

    def close(self) -> None:
        """As ever."""
        super().close()
        self._canary.close()


def _waiting(loop: asyncio.AbstractEventLoop) -> str:
    return ", ".join(sorted(task.get_name() for task in asyncio.all_tasks(loop))) or "no task left"


def real_time() -> contextlib.AbstractAsyncContextManager[None]:
    """``async with real_time():`` on the running virtual loop."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualTimeLoop), "real_time() is for coroutines under virtual_time.run()"
    return loop.real_time()


def run(coro: Coroutine[Any, Any, T], *, real_limit: float = 30.0) -> T:
    """Run a coroutine on a loop of its own and clean up behind it, like `asyncio.run`.

    Whatever still runs is cancelled. Raises the coroutine's own error; else an `ExceptionGroup` of all
    errors nobody looked at: of tasks, callbacks, and tasks that would not end. Raises `Stuck`.
    """
    loop = VirtualTimeLoop(real_limit)
    unseen: list[Exception] = []
    loop.set_exception_handler(lambda _loop, context: unseen.append(_as_error(context)))
    asyncio.set_event_loop(loop)
    try:
        result = loop.run_until_complete(coro)
    except BaseException as error:
        _close(loop, unseen)
        for leaked in unseen:
            error.add_note(f"also, unseen: {leaked!r}")
        raise
    _close(loop, unseen)
    if unseen:
        raise ExceptionGroup("errors nobody looked at", unseen)
    return result


def _close(loop: VirtualTimeLoop, unseen: list[Exception]) -> None:
    try:
        loop.run_until_complete(_end_all(unseen))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        gc.collect()  # a task that failed tells so only when it is collected
    finally:
        asyncio.set_event_loop(None)
        loop.close()


async def _end_all(unseen: list[Exception]) -> None:
    leftovers = asyncio.all_tasks() - {asyncio.current_task()}
    for task in leftovers:
        task.cancel()
    if not leftovers:
        return
    done, pending = await asyncio.wait(leftovers, timeout=_FAREWELL)
    unseen += [RuntimeError(f"task {task.get_name()!r} would not be cancelled") for task in pending]
    errors = [task.exception() for task in done if not task.cancelled()]
    unseen += [error for error in errors if isinstance(error, Exception)]


def _as_error(context: dict[str, Any]) -> Exception:
    error = context.get("exception")
    return error if isinstance(error, Exception) else RuntimeError(context["message"])
