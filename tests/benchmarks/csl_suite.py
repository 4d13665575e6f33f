"""Run the official CSL test suite through our engine: `python tests/benchmarks/csl_suite.py FOLDER`.

FOLDER holds the suite's fixtures (processor-tests/humans/*.txt of the test-suite repository of the
citation-style-language project, not part of this project). Each fixture gets an engine of its own, as the
window gives one to each style. Prints what failed and a line for each mode; exit status 1 below the target.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path

from annotator.citation.engine import Engine
from annotator.domain.errors import UserError

# Of 646 and 199 fixtures. The rest fail in citeproc-js itself.
TARGETS = {"citation": 640, "bibliography": 196}

_SECTION = re.compile(r">>=+ ([A-Z0-9-]+) =+>>\n(.*?)<<=+ \1 =+<<", re.DOTALL)

# What the suite's own runner does with a fixture (its manual, "Test fixtures"); the processor is ours.
_RUN = """
(function (mode, input, citations, citationItems) {
    var engine = annotator.processor();
    var ids = input.map(function (item) { return item.id; });
    annotator.offer(input);
    var lines = [];
    if (citations) {
        var changed = {};
        citations.forEach(function (given, n) {
            changed = {};
            var answer = engine.processCitationCluster(given[0], given[1], given[2])[1];
            answer.forEach(function (one) { changed[one[0]] = true; });
        });
        engine.registry.citationreg.citationByIndex.forEach(function (citation, n) {
            var text = engine.process_CitationCluster
                ? engine.process_CitationCluster(citation.sortedItems, citation)
                : "";
            lines.push((changed[n] ? ">>[" : "..[") + n + "] " + text);
        });
    } else {
        engine.updateItems(ids);
        var lists = citationItems || [engine.registry.reflist.map(function (item) { return { id: item.id }; })];
        if (mode === "citation") {
            lists.forEach(function (list) { lines.push(engine.makeCitationCluster(list)); });
        }
    }
    if (mode === "bibliography") {
        var made = engine.makeBibliography();
        return made[0].bibstart + made[1].join("") + made[0].bibend;
    }
    return lines.join("\\n");
}
"""


def sections(text: str) -> dict[str, str]:
    """The named sections of a fixture, each stripped."""
    return {name: body.strip() for name, body in _SECTION.findall(text.replace("\r\n", "\n"))}


def run(fixture: dict[str, str]) -> str:
    """What our engine prints for a fixture."""
    with Engine("suite", xml=fixture["CSL"], links=False) as engine:
        given = [
            json.dumps(fixture["MODE"]),
            fixture["INPUT"],
            fixture.get("CITATIONS", "null"),
            fixture.get("CITATION-ITEMS", "null"),
        ]
        return str(engine._eval(f"{_RUN}({','.join(given)}))", 30.0))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="only fixtures whose name contains this")
    parser.add_argument("--show", action="store_true", help="show expected and printed of what failed")
    arguments = parser.parse_args()
    passed = dict.fromkeys(TARGETS, 0)
    total = dict.fromkeys(TARGETS, 0)
    started = time.perf_counter()
    for path in sorted(arguments.folder.rglob("*.txt")):
        fixture = sections(path.read_text("utf-8-sig"))
        if arguments.only not in path.name or fixture.get("MODE") not in TARGETS:
            continue
        total[fixture["MODE"]] += 1
        try:
            printed = run(fixture)
        except UserError as error:
            printed = f"{error.what} {error.details}"
        if printed.strip() == fixture["RESULT"]:
            passed[fixture["MODE"]] += 1
            continue
        print(f"failed {path.stem}")
        if arguments.show:
            print(f"--- expected\n{fixture['RESULT']}\n--- printed\n{printed.strip()}\n")
    print(f"{time.perf_counter() - started:.0f} s")
    for mode, target in TARGETS.items():
        print(f"{mode}: {passed[mode]} of {total[mode]} (target {target})")
    whole = not arguments.only
    return int(whole and any(passed[mode] < target for mode, target in TARGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
