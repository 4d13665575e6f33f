"""Kills a process that writes and publishes, again and again, and looks each time at what is left.

Run as a program of its own: `python killing.py FOLDER ROUNDS SEED`; prints one JSON object. It forks, so it imports
nothing but the store.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
from pathlib import Path

from annotator.store import notes
from annotator.store.project import Project


def write_for_ever(path: Path, data: Path, out: int) -> None:
    """Act after act, each number told only once its act is acknowledged; every third is published."""
    project = Project.open(path, work_dir=data)
    number = project.settings("n") or 0
    assert isinstance(number, int)
    while True:
        number += 1
        with project.act(f"Act {number}"):
            project.set_setting("n", number)
            notes.add(project, "project", project.id, f"note {number} " * 50)
        os.write(out, f"{number}\n".encode())
        if number % 3 == 0:
            os.write(out, b"publishing\n")
            project.publish()
            os.write(out, f"published {number}\n".encode())


def kill_once(path: Path, data: Path, chance: random.Random) -> list[str]:
    """One round; gives the lines that the process got out."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        write_for_ever(path, data, write)
    os.close(write)
    received = b""
    wanted = chance.randint(0, 6)
    before_publishing = chance.random() < 0.5
    while received.count(b"\n") < wanted:
        received += os.read(read, 4096)
    while before_publishing and not received.endswith(b"publishing\n"):
        received += os.read(read, 4096)
    # Not a wait for anything: where in its work the process dies is left to chance.
    until = time.perf_counter() + chance.uniform(0, 0.012)
    while time.perf_counter() < until:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(read, 4096):
        received += more
    os.close(read)
    return received.decode().split("\n")[:-1]


def number_in(path: Path) -> tuple[int, int, str]:
    """The number set, the notes there are, and what SQLite says of the file."""
    db = sqlite3.connect(path)
    try:
        state = db.execute("PRAGMA quick_check").fetchone()[0]
        row = db.execute("SELECT value FROM setting WHERE key = 'n'").fetchone()
        count = db.execute("SELECT count(*) FROM note").fetchone()[0]
        return (json.loads(row[0]) if row else 0), count, state
    finally:
        db.close()


def main(folder: Path, rounds: int, seed: int) -> None:
    """All rounds; `problems` is empty if nothing was ever lost or broken."""
    chance = random.Random(seed)
    path, data = folder / "p.annotator", folder / "data"
    with Project.create(path, work_dir=data) as project:
        working = project.copy.database
    problems: list[str] = []
    acknowledged = published = while_publishing = 0
    for _ in range(rounds):
        lines = kill_once(path, data, chance)
        while_publishing += bool(lines) and lines[-1] == "publishing"
        acknowledged = max([acknowledged, *(int(line) for line in lines if line.isdigit())])
        published = max(
            [published, *(int(line.split()[1]) for line in lines if line.startswith("published"))]
        )
        shared, shared_notes, shared_state = number_in(path)
        own, own_notes, own_state = number_in(working)
        if shared_state != "ok" or own_state != "ok":
            problems.append(f"damaged: {shared_state} {own_state}")
        if not acknowledged <= own <= acknowledged + 1 or own_notes != own:
            problems.append(f"acknowledged {acknowledged}, there {own} with {own_notes} notes")
        if not published <= shared <= own or shared_notes != shared:
            problems.append(f"published {published}, shared {shared}")
        # An act may have been written whose number did not get out.
        acknowledged = own
    with Project.open(path, work_dir=data) as project:
        acts = project.db.execute("SELECT count(*) FROM act WHERE kind = 'edit'").fetchone()[0]
    left = sorted(entry.name for entry in folder.iterdir())
    result = {
        "problems": problems, "acts": acts, "number": acknowledged, "left": left, "while_publishing": while_publishing,
    }  # fmt: skip
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
