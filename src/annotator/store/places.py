"""Where the program keeps its own files. Imports next to nothing: asked before anything else is loaded."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def data_folder(work_dir: Path | None = None) -> Path:
    """The user's data folder of this program (`ANNOTATOR_DATA` overrides the system's)."""
    if work_dir is not None:
        return work_dir
    set_by_hand = os.environ.get("ANNOTATOR_DATA")
    if set_by_hand:
        return Path(set_by_hand)
    import platformdirs

    return Path(platformdirs.user_data_dir("annotator"))


def working_folder(target: Path, root: Path) -> Path:
    """The folder of the working copy that belongs to the shared file `target` (absolute), below `root`."""
    key = hashlib.sha256(os.fsencode(target)).hexdigest()[:16]
    return root / "work" / f"{target.stem[:40]}-{key}"
