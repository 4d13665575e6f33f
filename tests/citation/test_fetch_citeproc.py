"""The build step that fetches the CSL engine, without a network: npm is played by a script of our own."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import os
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in for npm is a shell script")

SCRIPT = Path(__file__).parents[2] / "packaging" / "fetch_citeproc.py"
CONTENT = {"package/citeproc_commonjs.js": b"// engine", "package/LICENSE": b"AGPL"}


@pytest.fixture
def fetch() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fetch_citeproc", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tarball(content: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, data in content.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fetch: ModuleType) -> bytes:
    """An npm that gives our own tarball, which is pinned as the right one."""
    data = tarball(CONTENT)
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "given.tgz").write_bytes(data)
    script = folder / "npm"
    script.write_text(f"#!/bin/sh\ncp '{tmp_path}/given.tgz' {fetch.PACKAGE}-{fetch.VERSION}.tgz\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(fetch, "INTEGRITY", base64.b64encode(hashlib.sha512(data).digest()).decode())
    pinned = {
        member: (name, hashlib.sha256(CONTENT[member]).hexdigest())
        for member, (name, _) in fetch.FILES.items()
    }
    monkeypatch.setattr(fetch, "FILES", pinned)
    return data


def test_the_pinned_files_are_put_in_place_once(npm: bytes, fetch: ModuleType, tmp_path: Path):
    target = tmp_path / "vendor"
    assert fetch.fetch(target) is True
    assert (target / "citeproc.js").read_bytes() == b"// engine"
    assert (target / "LICENSE").read_bytes() == b"AGPL"
    assert fetch.fetch(target) is False


def test_a_damaged_file_is_fetched_anew(npm: bytes, fetch: ModuleType, tmp_path: Path):
    target = tmp_path / "vendor"
    fetch.fetch(target)
    (target / "citeproc.js").write_bytes(b"// eng")
    assert fetch.fetch(target) is True
    assert (target / "citeproc.js").read_bytes() == b"// engine"


def test_other_bytes_than_the_pinned_are_not_used(
    npm: bytes, fetch: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fetch, "INTEGRITY", "other")
    with pytest.raises(fetch.FetchError, match="sha512"):
        fetch.fetch(tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()


def test_a_failing_npm_is_a_message(npm: bytes, fetch: ModuleType, tmp_path: Path, monkeypatch, capsys):
    (tmp_path / "bin" / "npm").write_text("#!/bin/sh\necho no network >&2\nexit 1\n")
    monkeypatch.setattr(sys, "argv", ["fetch_citeproc.py", "--target", str(tmp_path / "vendor")])
    assert fetch.main() == 1
    assert "no network" in capsys.readouterr().err


def test_the_script_names_no_registry_host():
    text = SCRIPT.read_text("utf-8")
    assert "://" not in text
    assert "registry." not in text
