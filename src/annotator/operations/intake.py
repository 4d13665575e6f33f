"""Taking the entries of a JSON file into a project. Everything here runs inside one act."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from annotator.domain.claim import ClaimStatus
from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.ids import new_id
from annotator.domain.source import Source
from annotator.exchange.project_json import (
    AnnotationEntry,
    ClaimEntry,
    InstrumentEntry,
    ProvisionEntry,
    SourceEntry,
)
from annotator.exchange.reading import Node
from annotator.operations import claims as claim_operations
from annotator.operations import links, references
from annotator.operations import sources as source_operations
from annotator.operations import treaties as treaty_operations
from annotator.operations.intake_anchors import set_anchor, stand
from annotator.operations.suggestions import trees
from annotator.store import claims, documents, notes, sources, tags, treaties
from annotator.store.project import Project
from annotator.treaties import Tree

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Intake:
    """Writes entries and remembers under which names the file calls them. `captures` is keyed by JSON pointer."""

    def __init__(self, project: Project, captures: Mapping[str, Capture]) -> None:
        self.project = project
        self.captures = captures
        self.warnings: list[str] = []
        self._sources: dict[str, str] = {}
        self._instruments: dict[str, str] = {}
        self._claims: dict[str, str] = {}
        self._trees: dict[str, Tree] = {}
        # Source → the documents that the file gives it, oldest first.
        self._versions: dict[str, list[str]] = {}

    def instrument(self, entry: InstrumentEntry) -> None:
        """Add a treaty, or find it."""
        _check_id(entry.at, entry.id)
        _check_new(entry.at, entry.key, self._instruments)
        added = treaty_operations.add(
            self.project,
            self.captures.get(entry.at.pointer),
            entry.title,
            entry.short,
            entry.events,
            kind=entry.kind,
            aliases=entry.aliases,
            nodes=entry.nodes,
            key=entry.id,
        )
        self.warnings += [f"{entry.title}: {warning}" for warning in added.warnings]
        self._instruments[entry.key] = added.instrument
        if entry.csl:
            treaty_operations.edit(self.project, added.instrument, csl=entry.csl)

    def source(self, entry: SourceEntry) -> None:
        """Add a source with its file, or find it; then set what the entry says about it."""
        _check_id(entry.at, entry.id)
        _check_new(entry.at, entry.key, self._sources)
        capture = self.captures.get(entry.at.pointer)
        if capture is not None:
            older = [self.captures[at.pointer] for at, _ in entry.versions]
            added = source_operations.add(self.project, (*older, capture)[0], key=entry.id)
            key, self._versions[added.source] = added.source, [added.document]
            for newer in (*older, capture)[1:]:
                self._versions[key].append(source_operations.add_version(self.project, key, newer))
            self.warnings += [f"{capture.file_name}: {warning}" for warning in capture.warnings]
        elif entry.id and _exists(self.project, entry.id):
            key = entry.id
        else:
            key = entry.id or new_id()
            sources.add(self.project, Source(key))
        before = sources.get(self.project, key)
        changed: dict[str, Any] = dict(entry.fields)
        if entry.csl:
            changed["csl"] = entry.csl
        if entry.names is not None:
            changed["contributors"] = [
                c for role, *name in entry.names for c in source_operations.agents([name], role)
            ]
        if changed:
            source_operations.edit(self.project, key, **changed)
        settled = set(changed) | ({"authors"} if entry.names is not None else set())
        reasons = {**before.reasons, **entry.reasons}
        sources.update(self.project, key, guessed=(before.guessed - settled) | entry.guessed, reasons=reasons)
        self._describe("source", key, entry.tags, entry.note)
        self._sources[entry.key] = key

    def claim(self, entry: ClaimEntry) -> None:
        """Add a claim; one with the same key and words is the same claim."""
        _check_id(entry.at, entry.id)
        if entry.key:
            _check_new(entry.at, entry.key, self._claims)
        known = next(
            (r.claim for r in claims.listing(self.project) if entry.key and r.claim.key == entry.key), None
        )
        if known is not None and known.text == " ".join(entry.text.split()):
            key = known.id
        else:
            key = claim_operations.add(
                self.project, entry.text, entry.key or None, entry.topic, id=entry.id
            ).claim.id
        if entry.status is not ClaimStatus.OPEN or entry.reason:
            claim_operations.set_status(self.project, key, entry.status, entry.reason)
            decided = {"status_by": entry.by, "status_at": entry.at_time}
            claims.update(self.project, key, **{name: value for name, value in decided.items() if value})
        if entry.provisions:
            claims.set_provisions(self.project, key, [self._provision(p) for p in entry.provisions])
        self._describe("claim", key, entry.tags, entry.note)
        self._claims[entry.key or claims.get(self.project, key).key] = key

    def relations(self, entry: ClaimEntry) -> None:
        """Relate a claim to others, which may stand further down in the file."""
        if not entry.relations:
            return
        own = self._claim(entry.at, entry.key) if entry.key else ""
        for relation, other, at in entry.relations:
            if not own:
                raise at.refuse(tr("A claim with relations needs a key."))
            claim_operations.relate(self.project, own, relation, self._claim(at["key"], other))

    def annotation(self, entry: AnnotationEntry) -> None:
        """Make a highlight and its links."""
        _check_id(entry.at, entry.id)
        versions = self._documents(entry)
        number = entry.anchor.version or len(versions)
        if number > len(versions):
            raise entry.at["version"].refuse(tr("There is no such version."))
        key = stand(self.project, entry, versions[number - 1])
        set_anchor(self.project, entry, key, versions)
        for provision in entry.provisions:
            links.put_provision(
                self.project,
                key,
                self._provision(provision),
                provision.fidelity,
                provision.form,
                accepted=provision.accepted,
            )
        for link in entry.claims:
            claim = self._claim(link.at["key"], link.key)
            try:
                links.put_claim(self.project, key, claim, link.stance, link.voice, link.attributed_to)
            except UserError as error:
                raise link.at.refuse(error.what, error.advice) from error
        self._describe("annotation", key, entry.tags, "")

    def _documents(self, entry: AnnotationEntry) -> list[str]:
        """The versions of what the annotation stands on, oldest first."""
        if entry.instrument:
            instrument = self._instrument(entry.at["instrument"], entry.instrument)
            document = treaties.version_document(self.project, instrument)
            if document is None:
                raise entry.at["instrument"].refuse(tr("The treaty has no text."))
            return [document]
        try:
            source = self._sources.get(entry.source) or sources.find(self.project, entry.source)
        except UserError as error:
            raise entry.at["source"].refuse(error.what, error.advice) from error
        captured = self._versions.get(source) or [
            document.id for document in reversed(documents.of_source(self.project, source))
        ]
        if not captured:
            raise entry.at["source"].refuse(tr("The source has no document."))
        return captured

    def _provision(self, entry: ProvisionEntry) -> str:
        if entry.instrument:
            instrument = self._instrument(entry.at["instrument"], entry.instrument)
            if instrument not in self._trees:
                [self._trees[instrument]] = trees(self.project, instrument)
            known = [self._trees[instrument]]
        else:
            known = trees(self.project)
        if entry.wid:
            found = [p.id for tree in known for p in tree.provisions if p.wid == entry.wid]
            if len(found) != 1:
                raise entry.at["wid"].refuse(
                    tr("There is no provision “{ref}”.", ref=entry.wid)
                    if not found
                    else tr("Several treaties have a provision “{ref}”; say which.", ref=entry.wid)
                )
            return found[0]
        try:
            return references.pick(entry.ref, known)
        except UserError as error:
            raise entry.at["ref"].refuse(error.what, error.advice) from error

    def _instrument(self, at: Node, key: str) -> str:
        try:
            return self._instruments.get(key) or treaties.find_instrument(self.project, key)
        except UserError as error:
            raise at.refuse(error.what, error.advice) from error

    def _claim(self, at: Node, key: str) -> str:
        try:
            return self._claims.get(key) or claims.find(self.project, key)
        except UserError as error:
            raise at.refuse(error.what, error.advice) from error

    def _describe(self, kind: str, key: str, words: tuple[str, ...], note: str) -> None:
        for word in words:
            tags.tag(self.project, kind, key, word)
        if note.strip() and all(one.body != note for one in notes.of(self.project, kind, key)):
            notes.add(self.project, kind, key, note)


def _exists(project: Project, source: str) -> bool:
    return bool(sources.many(project, [source]))


def _check_id(at: Node, key: str) -> None:
    if key and not _UUID.fullmatch(key):
        raise at["id"].refuse(tr("is no id; leave it out."))


def _check_new(at: Node, key: str, taken: Mapping[str, str]) -> None:
    if key in taken:
        raise at["key"].refuse(tr("“{key}” stands in the file twice.", key=key))
