"""The worker as the window sees it: answers, limits, death and restart, pictures."""

from __future__ import annotations

import gc
import hashlib
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.documents.client import Worker
from annotator.documents.views import RGB, LayoutSpec, Picture, RenderSpec
from annotator.domain.errors import Cancelled, PasswordNeeded, UserError
from annotator.domain.geometry import Rect
from documents import makers

TEXT = "# Title\n\n" + "\n\n".join(f"Paragraph {n} with some words in it." for n in range(40))


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


def open_text(worker: Worker, key: str = "k", text: str = TEXT) -> str:
    made = worker.capture(None, data=text.encode(), name="a.txt")
    worker.open_view(key, media_type=made.media_type, original=None, article=made.article, text=made.text)
    return made.text


def picture(worker: Worker, key: str, page: int, spec: RenderSpec) -> Picture | UserError:
    arrived = threading.Event()
    out: list[Picture | UserError] = []
    worker.submit_render(key, page, spec, lambda found: (out.append(found), arrived.set()))
    assert arrived.wait(30)
    return out[0]


def ended(pid: int) -> bool:
    """Whether a process that is no child of ours has ended, waiting for it."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    ready, _, _ = select.select([handle], [], [], 20)
    os.close(handle)
    return bool(ready)


def test_the_client_needs_neither_pymupdf_nor_lxml() -> None:
    code = "import sys, annotator.documents.client; print([m for m in ('pymupdf', 'lxml', 'nh3', 'trafilatura', 'PySide6') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_capture_holds_original_and_digest(worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Some words.")
    made = worker.capture(path)
    assert (made.file_name, made.original, made.text) == ("a.txt", b"Some words.", "Some words.")
    assert made.sha256 == hashlib.sha256(b"Some words.").hexdigest()


def test_a_missing_file_is_a_plain_message(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read") as caught:
        worker.capture(tmp_path / "none.txt")
    assert caught.value.file == str(tmp_path / "none.txt")


def test_a_pdf_is_read_in_steps_and_can_be_cancelled(worker: Worker) -> None:
    data = makers.pdf([f"Page {n}" for n in range(250)])
    seen: list[float] = []
    made = worker.capture(None, data=data, name="a.pdf", progress=lambda part, text: seen.append(part))
    assert len(made.pages) == 250
    assert seen == sorted(seen)
    assert len(seen) >= 4
    calls = iter(range(100))
    with pytest.raises(Cancelled):
        worker.capture(None, data=data, name="a.pdf", cancelled=lambda: next(calls) >= 2)


def test_a_locked_pdf_asks_for_its_password(worker: Worker) -> None:
    data = makers.pdf(["Secret words"], password="key")
    with pytest.raises(PasswordNeeded, match="protected"):
        worker.capture(None, data=data, name="a.pdf")
    with pytest.raises(PasswordNeeded, match="wrong"):
        worker.capture(None, data=data, name="a.pdf", password="lock")
    made = worker.capture(None, data=data, name="a.pdf", password="key")
    assert made.text == "Secret words"
    locked = worker.open_view(
        "p", media_type=made.media_type, original=data, article=None, text=made.text, pages=made.pages
    )
    assert locked.needs_password
    opened = worker.open_view(
        "p",
        media_type=made.media_type,
        original=data,
        article=None,
        text=made.text,
        pages=made.pages,
        password="key",
    )
    assert len(opened.pages) == 1


def test_a_picture_is_ready_for_the_screen(worker: Worker) -> None:
    open_text(worker)
    ink, paper = RGB(0x10, 0x20, 0x30), RGB(0xF4, 0xEC, 0xD8)
    found = picture(worker, "k", 0, RenderSpec(2.0, Rect(0, 0, 200, 100), ink, paper))
    assert isinstance(found, Picture)
    assert (found.width, found.height, found.stride) == (400, 200, 1600)
    assert len(found.data) == 400 * 200 * 4
    assert found.data[-4:-1] == bytes((0xD8, 0xEC, 0xF4))
    assert bytes((0x30, 0x20, 0x10)) in found.data


def test_a_picture_larger_than_the_shared_memory_still_comes(worker: Worker) -> None:
    open_text(worker)
    found = picture(worker, "k", 0, RenderSpec(9.0, Rect(0, 0, 480, 560)))
    assert isinstance(found, Picture)
    assert len(found.data) == found.width * found.height * 4 > 64 << 20


def test_a_page_that_is_not_there_is_a_message(worker: Worker) -> None:
    open_text(worker)
    assert isinstance(picture(worker, "k", 99, RenderSpec(1.0)), UserError)
    with pytest.raises(UserError):
        worker.page_map("k", 99)
    with pytest.raises(UserError, match="not open"):
        worker.page_map("never", 0)


def test_the_newest_picture_comes_first_and_equal_orders_are_one(worker: Worker) -> None:
    open_text(worker)
    gate, last = threading.Event(), threading.Event()
    order: list[float] = []
    worker.submit_render("k", 0, RenderSpec(1.0), lambda _: gate.wait(20))
    for scale in (1.1, 1.2, 1.3, 1.2):
        worker.submit_render(
            "k",
            0,
            RenderSpec(scale),
            lambda found: (order.append(found.spec.scale), len(order) == 4 and last.set()),
        )
    worker.submit_render("k", 0, RenderSpec(1.4), lambda found: order.append(-1.0)).cancel()
    gate.set()
    assert last.wait(20)
    assert order == [1.2, 1.2, 1.3, 1.1]


def test_a_killed_process_is_started_anew_with_its_views() -> None:
    with Worker() as worker:
        open_text(worker)
        worker.layout("k", LayoutSpec(width_pt=300))
        before = worker.page_map("k", 0)
        first = worker.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        for _ in range(2):
            try:
                after = worker.page_map("k", 0)
            except UserError as error:
                assert "crash" in error.what
        assert after.boxes == before.boxes
        assert worker.pid != first


def test_a_looping_pdf_is_given_up_and_named() -> None:
    with Worker(seconds=4.0) as worker:
        hostile = makers.looping_pdf()
        assert len(hostile) < 6000
        with pytest.raises(UserError, match="longer than 4 seconds") as caught:
            worker.capture(None, data=hostile, name="loop.pdf")
        assert caught.value.file == "loop.pdf"
        assert worker.capture(None, data=b"fine", name="a.txt").text == "fine"


def test_a_file_that_eats_memory_is_given_up() -> None:
    with Worker(memory=400 << 20) as worker:
        page = b"<p>" + b"<b>x</b> " * 3_000_000
        with pytest.raises(UserError) as caught:
            worker.capture(None, data=page, name="big.html")
        assert caught.value.file == "big.html"
        assert worker.capture(None, data=b"fine", name="a.txt").text == "fine"


def test_closing_twice_is_fine_and_leaves_nothing_behind() -> None:
    before = set(Path("/proc/self/fd").iterdir())
    worker = Worker()
    open_text(worker)
    pid = worker.pid
    assert pid is not None
    worker.close()
    worker.close()
    assert not Path(f"/proc/{pid}").exists()
    gc.collect()
    assert set(Path("/proc/self/fd").iterdir()) <= before
    with pytest.raises(Cancelled):
        worker.capture(None, data=b"x", name="a.txt")


def test_a_request_under_way_ends_when_the_worker_is_closed() -> None:
    worker = Worker(seconds=30)
    worker.start()
    raised: list[BaseException] = []

    def ask() -> None:
        try:
            worker.capture(None, data=makers.looping_pdf(), name="loop.pdf", progress=lambda *_: begun.set())
            pytest.fail("a looping file was read")
        except (Cancelled, UserError) as error:
            raised.append(error)

    begun = threading.Event()
    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(20)
    worker.close()
    thread.join(20)
    assert not thread.is_alive()
    assert isinstance(raised[0], Cancelled)


@pytest.mark.parametrize("how", ["kill", "exit"])
def test_the_process_does_not_outlive_its_window(how: str) -> None:
    ending = "os.kill(os.getpid(), 9)" if how == "kill" else "os._exit(0)"
    code = (
        "import os; from annotator.documents.client import Worker; w = Worker(); "
        f"w.capture(None, data=b'x', name='a.txt'); print(w.pid, flush=True); {ending}"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended(int(found.stdout))
    assert found.stderr == ""


def test_an_unclosed_worker_does_not_hang_the_interpreter() -> None:
    code = "from annotator.documents.client import Worker; w = Worker(); w.capture(None, data=b'x', name='a.txt'); print(w.pid)"
    found = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stderr == ""
    assert ended(int(found.stdout))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_of_our_own_in_its_thread_leaves_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    def mistake(*_: object) -> None:
        raise TypeError("an answer that nobody understands")

    with Worker() as broken:
        monkeypatch.setattr(broken, "_exchange", mistake)
        with pytest.raises(TypeError, match="nobody understands"):
            broken.capture(None, data=b"x", name="a.txt")
