"""One process is the window of a folder, whatever else starts, dies or gets in the way."""

from __future__ import annotations

import os
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Client
from pathlib import Path
from types import SimpleNamespace

import pytest

from badge_inspector.storage import instance as module
from badge_inspector.storage import locks
from badge_inspector.storage.instance import LOCK, SOCKET, Instance, Question
from badge_inspector.ui.shell.arrivals import ANSWER_WITHIN_S

PROMISED_S = module.PATIENCE_S


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own suffices a window; a busy computer needs more."""
    monkeypatch.setattr(module, "PATIENCE_S", 60.0)


HOLD = """
import sys, time
from pathlib import Path
from badge_inspector.storage.instance import Instance
one = Instance(Path(sys.argv[1]))
print(one.claim(), flush=True)
one.listen(lambda question: (print(question.code, flush=True), True)[1])
print("listens", flush=True)
time.sleep(60)
"""


@contextmanager
def holding(folder: Path) -> Generator[subprocess.Popen[str]]:
    """Another process that is the window."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "True\n"
        assert process.stdout.readline() == "listens\n"
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def first(folder: Path) -> Generator[tuple[Instance, list[Question]]]:
    """This process is the window."""
    one = Instance(folder)
    assert one.claim()
    taken: list[Question] = []

    def take(question: Question) -> bool:
        taken.append(question)
        return True

    one.listen(take)
    try:
        yield one, taken
    finally:
        one.close()


def test_a_second_start_hands_over_what_it_was_asked(tmp_path: Path) -> None:
    question = Question("код &\n1", "Acme", demo=True, activation="token-1")
    with first(tmp_path) as (_, taken):
        two = Instance(tmp_path)
        assert not two.claim()
        assert two.hand_over(question)
    assert taken == [question]


def test_between_processes(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        two = Instance(tmp_path)
        assert not two.claim()
        assert two.hand_over(Question("missedCall"))
        assert process.stdout is not None
        assert process.stdout.readline() == "missedCall\n"


def test_after_a_kill_the_next_start_is_first(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        process.kill()
        process.wait()
        assert sys.platform == "win32" or (tmp_path / SOCKET).exists()
        with first(tmp_path) as (two, taken):
            three = Instance(tmp_path)
            assert not three.claim()
            assert three.hand_over(Question("x"))
            assert taken == [Question("x")]
            assert two._address == module._addresses(tmp_path)[0]  # the socket left behind is out of the way


RACE = """
import os, sys, time
from pathlib import Path
from badge_inspector.storage import instance
from badge_inspector.storage.instance import Instance, Question
instance.OPENING_S = instance.PATIENCE_S = 60.0  # its own limits are for a computer that is not this busy
folder, others = Path(sys.argv[1]), Path(sys.argv[2])
one = Instance(folder)
print("ready", flush=True)
sys.stdin.readline()
if one.claim():
    while len(list(others.iterdir())) < 4:  # all of them find a window that does not listen yet
        time.sleep(0.001)
    one.listen(lambda question: True)
    print("first", flush=True)
    sys.stdin.read()
else:
    others.joinpath(str(os.getpid())).touch()
    print("handed over" if one.hand_over(Question("x")) else "alone", flush=True)
"""


@pytest.mark.slow
def test_of_many_starts_at_once_one_is_first(tmp_path: Path) -> None:
    folder, others = tmp_path / "not" / "there yet", tmp_path / "others"
    others.mkdir()
    command = [sys.executable, "-c", RACE, str(folder), str(others)]
    with ExitStack() as stack:
        starts = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for _ in range(5)
        ]
        pipes = [(start.stdin, start.stdout) for start in starts if start.stdin and start.stdout]
        assert [out.readline() for _, out in pipes] == ["ready\n"] * 5
        for into, _ in pipes:
            into.write("go\n")
            into.flush()
        said = sorted(out.readline().strip() for _, out in pipes)
        for into, _ in pipes:
            into.close()
    assert said == ["first", *["handed over"] * 4]


def test_a_window_that_is_closing_makes_room(tmp_path: Path) -> None:
    with first(tmp_path) as (one, taken):
        one.stop_listening()
        two = Instance(tmp_path)
        assert not two.claim()
        threading.Timer(0.3, one.close).start()
        assert not two.hand_over(Question("x"))
        assert two.is_first
        two.close()
    assert taken == []


def test_a_window_that_does_not_answer_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.3)
    stuck = threading.Event()
    one = Instance(tmp_path)
    one.claim()
    one.listen(lambda _: stuck.wait(20))
    two = Instance(tmp_path)
    assert not two.hand_over(Question("x"))
    assert not two.is_first
    stuck.set()
    one.close()


def test_an_answer_behind_its_time_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = threading.Timer(0.2, lambda: None)

    def answer(*_: object) -> bytes:
        late.join()
        return b"taken"

    monkeypatch.setattr(module, "_ask", answer)
    late.start()
    assert module._asked(tmp_path, Question("x"), time.monotonic() - 1) == b"busy"


def test_a_claim_waits_for_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def sleep(_seconds: float) -> None:
        pytest.fail("it waited")

    monkeypatch.setattr(locks, "time", SimpleNamespace(monotonic=time.monotonic, sleep=sleep))
    with first(tmp_path):
        assert not Instance(tmp_path).claim()


def test_only_the_first_listens_and_only_until_it_closes(tmp_path: Path) -> None:
    with first(tmp_path) as (one, taken):
        two = Instance(tmp_path)
        assert not two.claim()
        two.listen(lambda _: False)
        assert Instance(tmp_path).hand_over(Question("x"))
        two.close()
        one.close()
        assert not one.is_first
        one.is_first = True
        one.listen(lambda _: True)
        assert not (tmp_path / SOCKET).exists()
    assert taken == [Question("x")]


def test_no_thread_keeps_a_process_from_its_end(tmp_path: Path) -> None:
    before = {*threading.enumerate()}
    with first(tmp_path), Client(module._addresses(tmp_path)[0]):
        assert Instance(tmp_path).hand_over(Question("x"))  # the one that says nothing has its thread by then
        begun = {*threading.enumerate()} - before
        assert len(begun) >= 2
        assert all(thread.daemon for thread in begun)


def test_one_that_is_busy_says_so(tmp_path: Path) -> None:
    one = Instance(tmp_path)
    one.claim()
    one.listen(lambda _: False)
    assert not Instance(tmp_path).hand_over(Question("x"))
    one.close()


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"no JSON",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"code": 1}',
        b'{"portal": ["x"]}',
        b'{"demo": "yes"}',
        b'{"activation": null}',
        b'{"activation": "\\ud800"}',
        b'{"activation": "a\\u0000b"}',
        b"x" * (2 << 20),
    ],
    ids=lambda message: message[:20].decode("latin-1"),
)
def test_nonsense_is_not_taken(tmp_path: Path, message: bytes) -> None:
    with first(tmp_path) as (_, taken):
        with Client(module._addresses(tmp_path)[0]) as connection:
            try:
                connection.send_bytes(message)
                connection.recv_bytes()
            except (OSError, EOFError):
                pass
        assert Instance(tmp_path).hand_over(Question("sense"))
    assert taken == [Question("sense")]


@pytest.mark.parametrize(("size", "is_taken"), [(1_000_000, True), (1_000_001, False)])
def test_a_question_has_at_most_a_million_bytes(tmp_path: Path, size: int, is_taken: bool) -> None:
    with first(tmp_path) as (_, taken):
        with Client(module._addresses(tmp_path)[0]) as connection:
            try:
                connection.send_bytes(b'{"code": "x"}'.ljust(size))
                connection.recv_bytes()
            except (OSError, EOFError):
                pass
        Instance(tmp_path).hand_over(Question("next"))
    assert taken == [Question("x")] * is_taken + [Question("next")]


@pytest.mark.parametrize(("silent", "is_taken"), [(7, True), (8, False)])
def test_eight_clients_are_heard_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, silent: int, is_taken: bool
) -> None:
    monkeypatch.setattr(module, "_READ_S", 60.0)
    with first(tmp_path) as (_, taken), ExitStack() as stack:
        for _ in range(silent):
            stack.enter_context(Client(module._addresses(tmp_path)[0]))
        last = stack.enter_context(Client(module._addresses(tmp_path)[0]))
        try:
            last.send_bytes(b'{"code": "x"}')
            last.recv_bytes()
        except (OSError, EOFError):
            pass
    assert taken == [Question("x")] * is_taken


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of Windows knows no such limit")
def test_reading_from_a_client_that_stops_in_the_middle_ends_after_a_second() -> None:
    ours, theirs = Pipe()
    with ours, theirs:
        module._limit_reading(ours)
        with socket.socket(fileno=os.dup(ours.fileno())) as same:
            limit = same.getsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, 16)
    assert struct.unpack("@ll", limit) == (1, 0)


def test_one_who_says_nothing_holds_up_nobody_for_long(tmp_path: Path) -> None:
    with first(tmp_path) as (_, taken), Client(module._addresses(tmp_path)[0]):
        assert Instance(tmp_path).hand_over(Question("x"))
    assert taken == [Question("x")]


def test_many_who_hold_still_in_the_middle_hold_up_nobody(tmp_path: Path) -> None:
    with first(tmp_path) as (_, taken), ExitStack() as stack:
        for sent in (b"", b"\0", b"\0\0", b"\0\0\0\x10", b"\0\0\0\x10{"):
            client = stack.enter_context(socket.socket(socket.AF_UNIX))
            client.connect(str(tmp_path / SOCKET))
            client.sendall(sent)
        assert Instance(tmp_path).hand_over(Question("x"))
    assert taken == [Question("x")]


def test_many_who_send_a_byte_at_a_time_do_not_hold_up_the_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The clock goes on only by what is waited."""
    now = 0.0

    class Dripping(threading.Thread):
        def join(self, timeout: float | None = None) -> None:
            nonlocal now
            now += timeout or 0.0

    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    one = Instance(tmp_path)
    assert one.claim()
    one._listening = Dripping()
    one._clients = [Dripping() for _ in range(8)]
    one.close()
    assert now == 2.0  # a second for the thread that listens, and one for them all


def test_a_question_that_raises_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def take(question: Question) -> bool:
        if question.code == "bad":
            raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")
        return True

    one = Instance(tmp_path)
    one.claim()
    one.listen(take)
    assert not Instance(tmp_path).hand_over(Question("bad"))
    assert Instance(tmp_path).hand_over(Question("good"))
    one.close()
    assert "surrogates not allowed" in caplog.text


def test_a_window_that_takes_no_client_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stopped process: its queue of clients is full, and connecting blocks."""
    monkeypatch.setattr(module, "PATIENCE_S", 0.3)
    one = Instance(tmp_path)
    assert one.claim()
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(str(tmp_path / SOCKET))
        listener.listen(0)
        waiting = stack.enter_context(socket.socket(socket.AF_UNIX))
        waiting.connect(str(tmp_path / SOCKET))
        before = {*threading.enumerate()}
        assert not Instance(tmp_path).hand_over(Question("x"))
        assert all(thread.daemon for thread in {*threading.enumerate()} - before)  # the one that hangs ends with it
    one.close()


def test_a_window_that_never_listens_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was claimed long ago: it is not about to open."""
    monkeypatch.setattr(module, "PATIENCE_S", 0.2)
    one = Instance(tmp_path)
    assert one.claim()
    os.utime(tmp_path / LOCK, (1.0, 1.0))
    assert not Instance(tmp_path).hand_over(Question("x"))
    one.close()


@pytest.mark.parametrize(
    ("claimed_s_ago", "is_opening"), [(-5, False), (0.5, True), (7.5, True), (8.5, False), (None, False)]
)
def test_a_window_opens_for_eight_seconds_at_most(
    tmp_path: Path, claimed_s_ago: float | None, is_opening: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim in the future is of a clock that was set."""
    monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: 1_000_000.0))
    if claimed_s_ago is not None:
        (tmp_path / LOCK).touch()
        os.utime(tmp_path / LOCK, (1.0, 1_000_000.0 - claimed_s_ago))
    assert Instance(tmp_path)._is_opening() is is_opening


def test_a_window_that_is_opening_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.2)
    one = Instance(tmp_path)
    assert one.claim()
    threading.Timer(0.5, lambda: one.listen(lambda _: True)).start()
    assert Instance(tmp_path).hand_over(Question("x"))
    one.close()


def test_a_handover_takes_no_longer_than_promised() -> None:
    assert PROMISED_S <= 2.0
    assert ANSWER_WITHIN_S < PROMISED_S


def test_a_newer_program_s_question_is_understood(tmp_path: Path) -> None:
    with first(tmp_path) as (_, taken), Client(module._addresses(tmp_path)[0]) as connection:
        connection.send_bytes(b'{"code": "x", "colour": "blue"}')
        assert connection.recv_bytes() == b"taken"
    assert taken == [Question("x")]
    assert taken[0]._asdict() == {"code": "x", "portal": None, "demo": False, "activation": ""}


def test_lock_and_socket_are_for_their_owner(tmp_path: Path) -> None:
    with first(tmp_path / "new"):
        modes = [stat.S_IMODE((tmp_path / "new" / name).stat().st_mode) for name in (LOCK, SOCKET, "")]
    assert modes == [0o600, 0o600, 0o700]
    assert not (tmp_path / "new" / SOCKET).exists()


@pytest.fixture
def runtime() -> Generator[Path]:
    """The user's own folder for sockets; its path is short, unlike pytest's."""
    with tempfile.TemporaryDirectory(prefix="bi-") as folder:
        yield Path(folder)


def test_a_folder_with_a_long_path(tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than a socket's address may be: it is in the user's own folder for such things then."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    folder = tmp_path / ("long" * 40)
    with first(folder) as (_, taken):
        assert [stat.S_IMODE(path.stat().st_mode) for path in runtime.iterdir()] == [0o600]
        assert Instance(folder).hand_over(Question("x"))
        assert Instance(tmp_path / ("long" * 41)).claim()
    assert taken == [Question("x")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has named pipes")
@pytest.mark.parametrize(("letters", "is_inside"), [(100, True), (101, False)])
def test_a_socket_is_in_its_folder_up_to_a_path_of_100_bytes(
    runtime: Path, monkeypatch: pytest.MonkeyPatch, letters: int, is_inside: bool
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    folder = Path("/ж" + "x" * (letters - len(f"/{SOCKET}") - 3))
    inside = str(folder / SOCKET)
    assert len(inside.encode()) == letters
    *before, last = module._addresses(folder)
    assert before == [inside] * is_inside
    assert Path(last).parent == runtime


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has named pipes")
def test_every_version_of_the_program_finds_the_socket_of_a_folder_and_its_user(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setenv("LOGNAME", "ann")
    last = module._addresses(Path("/profile"))[-1]
    assert last == str(runtime / "badge-inspector-bc704a92889f21decb4615da.sock")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has named pipes")
def test_without_a_folder_of_the_system_s_for_sockets_one_is_made(
    runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(runtime))
    for _ in range(2):  # made, and found
        folder = module._runtime_folder()
        assert folder is not None
        assert folder.parent == runtime
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o755, 0o777])
def test_a_folder_others_can_look_into_holds_no_socket(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    runtime.chmod(mode)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    with first(tmp_path / ("long" * 40)):
        assert list(runtime.iterdir()) == []


def test_where_nothing_can_be_locked_there_are_two_windows(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    one = Instance(tmp_path / "config")
    assert one.claim()
    assert not one.is_first
    one.listen(lambda _: True)
    one.close()


def test_only_a_process_s_own_files_are_removed(tmp_path: Path) -> None:
    with first(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]
