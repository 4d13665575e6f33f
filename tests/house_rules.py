"""The rules of the house as functions from source text to what breaks them, so that each can be shown to fail."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

LONGEST_FILE = 400

# Calls whose text a person reads.
SHOWN = frozenset(
    [
        "setText",
        "setToolTip",
        "setWindowTitle",
        "setPlaceholderText",
        "setStatusTip",
        "setWhatsThis",
        "setAccessibleName",
        "setAccessibleDescription",
        "setTitle",
        "setTabText",
        "setTabToolTip",
        "setInformativeText",
        "setDetailedText",
        "setHeaderLabels",
        "setLabelText",
        "setCancelButtonText",
        "showMessage",
        "addAction",
        "addMenu",
        "addTab",
        "addItem",
        "addItems",
        "addRow",
        "QLabel",
        "QPushButton",
        "QToolButton",
        "QCheckBox",
        "QRadioButton",
        "QGroupBox",
        "QAction",
        "QMenu",
        "QDockWidget",
        "UserError",
        "PasswordNeeded",
    ]
)
NETWORK = frozenset(
    [
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
        "urllib.request",
        "http.client",
        "http.server",
        "ftplib",
        "smtplib",
        "xmlrpc",
        "socketserver",
        "PySide6.QtNetwork",
        "PySide6.QtWebSockets",
        "PySide6.QtWebEngineCore",
        "PySide6.QtWebEngineWidgets",
    ]
)
EXECUTES = frozenset({"execute", "executemany", "executescript"})
_SQL = re.compile(
    r"^\s*(?:SELECT\s.*\bFROM\b|INSERT\s+(?:OR\s+\w+\s+)?INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(?:TEMP\s+|VIRTUAL\s+)?(?:TABLE|TRIGGER|VIEW|INDEX)\b)",
    re.DOTALL,
)
# Markup is not text.
_TAG = re.compile(r"</?\w[^<>]*>")
# Written so that this file does not match itself.
_MACHINE_PATHS = re.compile(r"(?<![\w.~$}])/(?:work|root|home|opt|tmp/team)/\w")
_REGISTRIES = re.compile(
    r"|".join(
        [
            r"\bpypi\.or" r"g\b",
            r"pythonhosted\.or" r"g",
            r"npmjs\.(?:or" r"g|com)",
            r"deb\.debian\.or" r"g",
            r"pkg\.de" r"v\b",
        ]
    )
    + r"|(?<![\w-])--(?:extra-)?index-url[ =]|--find-links[ =]|^registry ?=",
    re.MULTILINE,
)


def _name(function: ast.expr) -> str:
    """The last part of what is called: `x.setText` and `QLabel` give `setText` and `QLabel`."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _bare_texts(node: ast.expr) -> Iterator[str]:
    """The literal texts with a letter in `node` that no call stands around."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and any(c.isalpha() for c in _TAG.sub("", node.value)):
            yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.Constant):
                yield from _bare_texts(part)
    elif isinstance(node, ast.BinOp):
        yield from _bare_texts(node.left)
        yield from _bare_texts(node.right)
    elif isinstance(node, ast.IfExp):
        yield from _bare_texts(node.body)
        yield from _bare_texts(node.orelse)
    elif isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from _bare_texts(element)
    elif (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("format", "join")
    ):
        yield from _bare_texts(node.func.value)


def _until_translated(arguments: list[ast.expr]) -> Iterator[ast.expr]:
    """The arguments up to the text: what follows it is data (`addItem(tr("A person"), "person")`)."""
    for argument in arguments:
        if isinstance(argument, ast.Call) and _name(argument.func) in ("tr", "trn"):
            return
        yield argument


def untranslated(source: str) -> list[str]:
    """Calls that show a person a literal text which did not go through `tr`: "line: text"."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or _name(node.func) not in SHOWN:
            continue
        named = [k.value for k in node.keywords if k.arg in ("what", "kept", "advice", "text", "toolTip")]
        for argument in (*_until_translated(node.args), *named):
            found.extend(f"{node.lineno}: {text!r}" for text in _bare_texts(argument))
    return found


def network_imports(source: str) -> list[str]:
    """Imports of modules that talk to other machines."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        found.extend(
            f"{node.lineno}: {name}"
            for name in names
            if any(name == module or name.startswith(f"{module}.") for module in NETWORK)
        )
    return found


def sql(source: str) -> list[str]:
    """Statements given to a database, and literals that are SQL."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in EXECUTES:
            found.append(f"{node.lineno}: .{node.func.attr}(")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.match(node.value):
            found.append(f"{node.lineno}: {node.value[:40]!r}")
    return found


def machine_paths(text: str) -> list[str]:
    """Absolute paths that only one machine has."""
    return [match.group() for match in _MACHINE_PATHS.finditer(text)]


def registry_hosts(text: str) -> list[str]:
    """Hosts of package registries, and settings that choose one: both are the installing machine's affair."""
    return [match.group() for match in _REGISTRIES.finditer(text)]


def unfinished(source: str) -> list[str]:
    """Comments that promise work."""
    return re.findall(r"#.*\b(?:TODO|FIXME|XXX|HACK)\b.*", source)


def resource_paths(source: str) -> list[tuple[str, ...]]:
    """The literal arguments of every `resource(…)` call."""
    found: list[tuple[str, ...]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) == "resource" and node.args:
            parts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if len(parts) == len(node.args):
                found.append(tuple(parts))
    return found


def changelog_faults(text: str) -> list[str]:
    """Where a changelog leaves the form of Keep a Changelog 1.1."""
    faults: list[str] = []
    lines = text.splitlines()
    if not lines or lines[0] != "# Changelog":
        faults.append("the first line is not '# Changelog'")
    releases = [line for line in lines if line.startswith("## ")]
    if not releases or releases[0] != "## [Unreleased]":
        faults.append("the first section is not '## [Unreleased]'")
    faults.extend(
        f"not a release: {line}"
        for line in releases[1:]
        if not re.fullmatch(r"## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", line)
    )
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    faults.extend(
        f"not a kind of change: {line}" for line in lines if line.startswith("### ") and line[4:] not in kinds
    )
    if not any(line.startswith("- ") for line in lines):
        faults.append("no entry")
    return faults
