"""The session: one thread for the store, answers on the window's thread, nothing lost."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.operations import annotations as operations
from annotator.operations import claims
from annotator.store import annotations, sources
from annotator.store.project import Project
from annotator.ui.records import EVERYTHING
from annotator.ui.session import Session

Open = Callable[[Path], Session]


def answer(qtbot: QtBot, session: Session, fn: Callable[[Project], object]) -> object:
    """What a read gives, waited for."""
    found: list[object] = []
    session.read(fn, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def test_opening_tells_title_path_and_user(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    assert session.info is not None
    assert session.info.path == sample.resolve()
    assert session.info.user == "Tester"
    assert session.info.title


def test_reads_run_on_one_thread_that_is_not_the_windows(
    qtbot: QtBot, sample: Path, open_session: Open
) -> None:
    session = open_session(sample)
    names = {answer(qtbot, session, lambda _: threading.current_thread().name) for _ in range(3)}
    assert len(names) == 1
    assert threading.current_thread().name not in names


def test_answers_come_on_the_windows_thread(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    where: list[threading.Thread] = []
    session.read(lambda project: project.title, lambda _: where.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.current_thread()]


def test_a_newer_read_with_the_same_key_drops_the_older(
    qtbot: QtBot, sample: Path, open_session: Open
) -> None:
    session = open_session(sample)
    answers: list[str] = []
    for name in ("one", "two", "three"):
        session.read(lambda _, n=name: n, answers.append, key="same")  # type: ignore[misc]
    session.read(lambda _: "other", answers.append)
    qtbot.waitUntil(lambda: "other" in answers)
    assert answers == ["three", "other"]


def test_an_act_is_announced_before_its_own_answer(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    order: list[object] = []
    session.changed.connect(lambda changes: order.append(changes.touches("claim")))
    session.act(
        lambda project: claims.add(project, "The text is short."), lambda made: order.append(made.claim.text)
    )
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == [True, "The text is short."]


def test_undo_and_redo_come_back_with_labels(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    with qtbot.waitSignal(session.changed):
        session.act(lambda project: claims.add(project, "The text is short."))
    label = session.undo_label
    assert label
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert session.redo_label == label
    with qtbot.waitSignal(session.changed):
        session.redo()
    assert session.undo_label == label


def test_what_the_users_world_refuses_is_a_signal(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)

    def refuse(project: Project) -> Changes:
        raise UserError("no")

    with qtbot.waitSignal(session.failed) as signal:
        session.act(refuse)
    assert signal.args[0].what == "no"


def test_our_own_mistakes_go_to_the_crash_handler(
    qtbot: QtBot, sample: Path, open_session: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session(sample)
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    session.read(lambda _: 1 // 0, lambda _: pytest.fail("there is no answer"))
    qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(caught[0], ZeroDivisionError)


def test_a_file_that_is_no_project_is_refused_and_nothing_else_said(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "no.annotator"
    path.write_text("this is no database")
    session = Session(path)
    errors: list[UserError] = []
    session.failed.connect(errors.append)
    session.read(lambda project: project.title, lambda _: pytest.fail("there is no answer"))
    qtbot.waitUntil(lambda: bool(errors))
    session.close()
    assert [error.file for error in errors] == [str(path)]
    assert path.read_text() == "this is no database"


def test_an_edit_is_published_some_time_after_it(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    before = sample.read_bytes()
    session._publish_timer.setInterval(1)
    states: list[str] = []
    session.saved_changed.connect(lambda saved: states.append(saved.state))
    session.act(lambda project: claims.add(project, "The text is short."))
    qtbot.waitUntil(lambda: states[-1:] == ["saved"], timeout=10_000)
    assert states == ["waiting", "saving", "saved"]
    assert sample.read_bytes() != before


def test_a_folder_that_vanished_is_said_in_the_status(
    qtbot: QtBot, sample: Path, open_session: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    sample = sample.rename(folder / sample.name)
    session = open_session(sample)
    with qtbot.waitSignal(session.changed):
        session.act(lambda project: claims.add(project, "The text is short."))
    folder.rename(tmp_path / "elsewhere")
    session.publish()
    qtbot.waitUntil(lambda: session.saved.state == "failed", timeout=10_000)
    assert sample.name in session.saved.text
    (tmp_path / "elsewhere").rename(folder)


def test_closing_publishes(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    with qtbot.waitSignal(session.changed):
        session.act(lambda project: claims.add(project, "The text is short."))
    session.close()
    again = open_session(sample)
    assert answer(qtbot, again, lambda project: claims_texts(project)).count("The text is short.") == 1  # type: ignore[attr-defined]


def claims_texts(project: Project) -> list[str]:
    from annotator.store import claims as store

    return [row.claim.text for row in store.listing(project)]


def test_closing_twice_and_reading_after_is_harmless(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    session.close()
    session.close()
    session.read(lambda project: project.title, lambda _: pytest.fail("the session is closed"))


def test_another_programs_edit_is_noticed(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    session._watch_timer.stop()
    other = Project.open(sample)
    claims.add(other, "Written elsewhere.")
    with qtbot.waitSignal(session.changed) as signal:
        session.watch()
    other.close(publish=False)
    assert signal.args[0] == EVERYTHING


def test_files_are_captured_beside_the_window(
    qtbot: QtBot, empty_project: Path, open_session: Open, tmp_path: Path
) -> None:
    session = open_session(empty_project)
    article = tmp_path / "article.txt"
    article.write_text("A title\n\nThe first paragraph of it.\n")
    with qtbot.waitSignal(session.captured, timeout=20_000) as signal:
        session.capture([article])
    added = signal.args[0]
    rows = answer(qtbot, session, sources.listing)
    assert [(row.source.id, row.file_name) for row in rows] == [(added.source, "article.txt")]  # type: ignore[attr-defined]


def test_a_bad_file_changes_nothing(
    qtbot: QtBot, empty_project: Path, open_session: Open, tmp_path: Path
) -> None:
    session = open_session(empty_project)
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with qtbot.waitSignal(session.failed, timeout=20_000) as signal:
        session.capture([empty])
    assert "empty.txt" in str(signal.args[0])
    assert answer(qtbot, session, sources.listing) == []


def test_pasted_text_becomes_a_source(qtbot: QtBot, empty_project: Path, open_session: Open) -> None:
    session = open_session(empty_project)
    with qtbot.waitSignal(session.captured, timeout=20_000):
        session.capture_data("pasted.txt", b"Words from the clipboard.\n")
    assert len(answer(qtbot, session, sources.listing)) == 1  # type: ignore[arg-type]


def test_selecting_the_same_again_is_silent(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    with qtbot.waitSignal(session.selected):
        session.select("claim", "x")
    with qtbot.assertNotEmitted(session.selected):
        session.select("claim", "x")


def test_long_work_says_what_it_does(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    session._busy_timer.setInterval(1)
    gate = threading.Event()
    said: list[str] = []
    session.busy.connect(lambda text, _fraction: said.append(text))
    session.read(lambda _: gate.wait(10), lambda _: None, text="Counting…")
    qtbot.waitUntil(lambda: "Counting…" in said)
    gate.set()
    qtbot.waitUntil(lambda: said[-1] == "")


def test_the_trash_of_a_highlight_can_be_undone(qtbot: QtBot, sample: Path, open_session: Open) -> None:
    session = open_session(sample)
    rows = answer(qtbot, session, annotations.listing)
    first = rows[0].annotation.id  # type: ignore[index]
    with qtbot.waitSignal(session.changed):
        session.act(lambda project: operations.trash(project, [first]))
    assert len(answer(qtbot, session, annotations.listing)) == len(rows) - 1  # type: ignore[arg-type]
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert len(answer(qtbot, session, annotations.listing)) == len(rows)  # type: ignore[arg-type]
