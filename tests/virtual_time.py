"""An asyncio loop for tests: time is virtual and jumps from timer to timer, input and output are real.

Time stands still while code runs and while bytes travel; it jumps when nothing is left to do but wait.
It flows at real speed while a job runs in an executor, and inside ``async with real_time():``. Work in
bare threads and other processes is invisible to the loop: wait for it inside `real_time`.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import selectors
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
_Ready = list[tuple[selectors.SelectorKey, int]]
_Select = Callable[[float | None], _Ready]

# Virtual seconds that tasks get to end after they were cancelled.
_FAREWELL = 60.0


class Stuck(AssertionError):
    """Nothing happens any more and nothing is going to: no timer, no bytes, no job in an executor."""


class _Selector(selectors.PollSelector):
    """The real selector, asked through the loop's rules for waiting.

    It must be poll: poll asks each terminal, and a terminal that is asked first waits for the bytes the kernel is
    still handing over (`n_tty_poll`), be it for a second on a busy machine. So what was written before is ready
    (207 000 of 207 000 writes). epoll waits to be told, and for half of them said too early that nothing was there.
    TCP on loopback has arrived when it has been sent.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rule: Callable[[_Select, float | None], _Ready] | None = None

    def select(self, timeout: float | None = None) -> _Ready:
        """Wait as the loop's rule says."""
        return super().select(timeout) if self.rule is None else self.rule(super().select, timeout)


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """See the module. `real_limit`: real seconds of complete standstill before `Stuck` is raised."""

    def __init__(self, real_limit: float = 30.0) -> None:
        self._now = 0.0
        self._reasons_to_flow = 0
        self._flowing_since = 0.0
        self._real_limit = real_limit
        self._pool = ThreadPoolExecutor(thread_name_prefix="virtual-time")
        self._jobs: dict[Future[Any], str] = {}
        selector = _Selector()
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
        self._jobs[job] = getattr(func, "__qualname__", repr(func))
        self._flow()
        result = asyncio.wrap_future(job, loop=self)
        job.add_done_callback(self._job_ended)  # after wrap_future's own, so that the result comes first
        return result

    def _job_ended(self, job: Future[Any]) -> None:
        self._jobs.pop(job, None)
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
            return select(timeout)
        if timeout is None:
            if ready := select(self._real_limit):
                return ready
            raise Stuck(f"no timer, and no input or output for {self._real_limit} s; {self.waiting()}")
        ready = select(0)
        if not ready:
            self._now += timeout
        return ready

    def waiting(self) -> str:
        """Who waits where, and what time flows for."""
        tasks = sorted(f"{task.get_name()} at {_place(task)}" for task in asyncio.all_tasks(self))
        text = "waiting: " + (", ".join(tasks) or "no task left")
        if self._reasons_to_flow:
            jobs = ", ".join(self._jobs.values()) or "none"
            text += f"; time flows for {self._reasons_to_flow} reasons, jobs: {jobs}"
        return text


def _place(task: asyncio.Task[Any]) -> str:
    """The innermost line of a coroutine it waits at."""
    place = "its start"
    waits: Any = task.get_coro()
    while (frame := getattr(waits, "cr_frame", None)) is not None:
        place, waits = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}", getattr(waits, "cr_await", None)
    return place


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
        if not isinstance(error, Exception):  # pytest's time limit, or somebody's patience, has run out
            error.add_note(loop.waiting())
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
