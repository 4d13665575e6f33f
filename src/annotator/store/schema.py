"""The project file's tables. Version 1 complete, then what each later version adds: plain STRICT tables, text keys, no triggers, no views.

The order of tables is that of their references. Large, never changing columns stand last, so that reading a row's
other columns never walks through them.
"""

from __future__ import annotations

# "Annt" as a big-endian integer; `file` and the desktop know the type by it.
APPLICATION_ID = 0x416E6E74

_TRASHED = "trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1))"

TABLES_V1 = f"""
CREATE TABLE project (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE agent (
    id TEXT NOT NULL PRIMARY KEY,
    family TEXT NOT NULL DEFAULT '',
    given TEXT NOT NULL DEFAULT '',
    literal TEXT NOT NULL DEFAULT '',
    orcid TEXT NOT NULL DEFAULT '',
    non_dropping_particle TEXT NOT NULL DEFAULT '',
    dropping_particle TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE source (
    id TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL DEFAULT 'document',
    title TEXT NOT NULL DEFAULT '',
    title_short TEXT NOT NULL DEFAULT '',
    container_title TEXT NOT NULL DEFAULT '',
    publisher TEXT NOT NULL DEFAULT '',
    publisher_place TEXT NOT NULL DEFAULT '',
    issued TEXT NOT NULL DEFAULT '',
    accessed TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    doi TEXT NOT NULL DEFAULT '',
    isbn TEXT NOT NULL DEFAULT '',
    volume TEXT NOT NULL DEFAULT '',
    issue TEXT NOT NULL DEFAULT '',
    page TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    citekey TEXT NOT NULL DEFAULT '',
    annote TEXT NOT NULL DEFAULT '',
    csl TEXT NOT NULL DEFAULT '{{}}',
    guessed TEXT NOT NULL DEFAULT '[]',
    {_TRASHED},
    created TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE source_agent (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES source (id),
    agent TEXT NOT NULL REFERENCES agent (id),
    role TEXT NOT NULL DEFAULT 'author',
    position INTEGER NOT NULL DEFAULT 0,
    {_TRASHED}
) STRICT;
CREATE TABLE document (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT REFERENCES source (id),
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    file_name TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL CHECK (size >= 0),
    extractor TEXT NOT NULL DEFAULT '',
    extractor_version TEXT NOT NULL DEFAULT '',
    length INTEGER NOT NULL CHECK (length >= 0),
    main_end INTEGER NOT NULL CHECK (main_end BETWEEN 0 AND length),
    supersedes TEXT REFERENCES document (id),
    captured TEXT NOT NULL DEFAULT '',
    content_sha256 TEXT NOT NULL,
    {_TRASHED},
    page_labels TEXT NOT NULL DEFAULT '{{}}',
    pages TEXT NOT NULL DEFAULT '[]',
    outline TEXT NOT NULL DEFAULT '[]',
    text TEXT NOT NULL,
    article TEXT,
    original BLOB NOT NULL
) STRICT;
CREATE TABLE annotation (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    motivation TEXT NOT NULL DEFAULT 'highlighting',
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL DEFAULT '',
    suffix TEXT NOT NULL DEFAULT '',
    fragment TEXT NOT NULL DEFAULT '',
    paragraph INTEGER NOT NULL DEFAULT 0,
    page_label TEXT NOT NULL DEFAULT '',
    locator_label TEXT NOT NULL DEFAULT '',
    locator_value TEXT NOT NULL DEFAULT '',
    parts TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL DEFAULT 'exact' CHECK (state IN ('exact', 'moved', 'fuzzy', 'orphan')),
    score REAL,
    proposal TEXT NOT NULL DEFAULT 'null',
    style TEXT NOT NULL DEFAULT 'highlight'
        CHECK (style IN ('highlight', 'underline', 'area', 'note', 'bookmark')),
    colour TEXT NOT NULL DEFAULT 'yellow',
    note TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE instrument (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    short TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    csl TEXT NOT NULL DEFAULT '{{}}',
    created TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE instrument_alias (
    id TEXT NOT NULL PRIMARY KEY,
    instrument TEXT NOT NULL REFERENCES instrument (id),
    name TEXT NOT NULL,
    {_TRASHED}
) STRICT;
CREATE TABLE instrument_event (
    id TEXT NOT NULL PRIMARY KEY,
    instrument TEXT NOT NULL REFERENCES instrument (id),
    kind TEXT NOT NULL,
    date TEXT NOT NULL DEFAULT '',
    actor TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE instrument_version (
    id TEXT NOT NULL PRIMARY KEY,
    instrument TEXT NOT NULL REFERENCES instrument (id),
    document TEXT NOT NULL REFERENCES document (id),
    label TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE provision (
    id TEXT NOT NULL PRIMARY KEY,
    instrument TEXT NOT NULL REFERENCES instrument (id),
    wid TEXT NOT NULL,
    kind TEXT NOT NULL,
    num TEXT NOT NULL DEFAULT '',
    parent TEXT REFERENCES provision (id),
    position INTEGER NOT NULL DEFAULT 0,
    {_TRASHED}
) STRICT;
CREATE TABLE provision_text (
    id TEXT NOT NULL PRIMARY KEY,
    version TEXT NOT NULL REFERENCES instrument_version (id),
    provision TEXT NOT NULL REFERENCES provision (id),
    eid TEXT NOT NULL DEFAULT '',
    heading TEXT NOT NULL DEFAULT '',
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= start),
    text TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE mention (
    id TEXT NOT NULL PRIMARY KEY,
    annotation TEXT NOT NULL REFERENCES annotation (id),
    provision TEXT NOT NULL REFERENCES provision (id),
    form TEXT NOT NULL DEFAULT 'explicit' CHECK (form IN ('explicit', 'implicit', 'anaphora')),
    fidelity TEXT NOT NULL DEFAULT 'unchecked'
        CHECK (fidelity IN ('unchecked', 'matches', 'gloss', 'mispinned', 'contradicted')),
    accepted INTEGER DEFAULT 1 CHECK (accepted IN (0, 1)),
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE claim (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'disputed', 'resolved')),
    status_reason TEXT NOT NULL DEFAULT '',
    status_by TEXT NOT NULL DEFAULT '',
    status_at TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE claim_relation (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL REFERENCES claim (id),
    relation TEXT NOT NULL CHECK (relation IN ('supports', 'contradicts', 'refines')),
    object TEXT NOT NULL REFERENCES claim (id),
    {_TRASHED}
) STRICT;
CREATE TABLE claim_provision (
    id TEXT NOT NULL PRIMARY KEY,
    claim TEXT NOT NULL REFERENCES claim (id),
    provision TEXT NOT NULL REFERENCES provision (id),
    {_TRASHED}
) STRICT;
CREATE TABLE evidence (
    id TEXT NOT NULL PRIMARY KEY,
    annotation TEXT NOT NULL REFERENCES annotation (id),
    claim TEXT NOT NULL REFERENCES claim (id),
    stance TEXT NOT NULL DEFAULT 'mentions'
        CHECK (stance IN ('supports', 'contradicts', 'qualifies', 'mentions')),
    voice TEXT NOT NULL DEFAULT 'author' CHECK (voice IN ('author', 'reported', 'quoted')),
    attributed_to TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE tag (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    parent TEXT REFERENCES tag (id),
    {_TRASHED}
) STRICT;
CREATE TABLE tagging (
    id TEXT NOT NULL PRIMARY KEY,
    tag TEXT NOT NULL REFERENCES tag (id),
    target_kind TEXT NOT NULL,
    target TEXT NOT NULL,
    {_TRASHED}
) STRICT;
CREATE TABLE note (
    id TEXT NOT NULL PRIMARY KEY,
    target_kind TEXT NOT NULL,
    target TEXT NOT NULL,
    body TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    {_TRASHED}
) STRICT;
CREATE TABLE setting (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    value TEXT NOT NULL DEFAULT 'null',
    {_TRASHED}
) STRICT;
CREATE TABLE recipe (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '{{}}',
    {_TRASHED}
) STRICT;
CREATE TABLE act (
    id TEXT NOT NULL PRIMARY KEY,
    label TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'edit' CHECK (kind IN ('start', 'edit', 'undo', 'redo')),
    of_act TEXT REFERENCES act (id),
    state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
    who TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL DEFAULT '',
    clock INTEGER NOT NULL,
    edits INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE history (
    id INTEGER NOT NULL PRIMARY KEY,
    who TEXT NOT NULL,
    session TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    clock INTEGER NOT NULL,
    act TEXT NOT NULL REFERENCES act (id),
    in_table TEXT NOT NULL,
    row_id TEXT NOT NULL,
    field_group TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE TABLE vector (
    session TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL CHECK (seq > 0)
) STRICT;
CREATE TABLE cell (
    in_table TEXT NOT NULL,
    row_id TEXT NOT NULL,
    field_group TEXT NOT NULL,
    session TEXT NOT NULL,
    seq INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (in_table, row_id, field_group, session, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE purged (
    in_table TEXT NOT NULL,
    row_id TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (in_table, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_agent_by_source ON source_agent (source);
CREATE INDEX source_agent_by_agent ON source_agent (agent);
CREATE INDEX document_by_source ON document (source);
CREATE INDEX document_by_sha256 ON document (sha256);
CREATE INDEX document_by_supersedes ON document (supersedes);
CREATE INDEX annotation_by_document ON annotation (document, start);
CREATE INDEX instrument_alias_by_instrument ON instrument_alias (instrument);
CREATE INDEX instrument_event_by_instrument ON instrument_event (instrument);
CREATE INDEX instrument_version_by_instrument ON instrument_version (instrument);
CREATE INDEX instrument_version_by_document ON instrument_version (document);
CREATE INDEX provision_by_instrument ON provision (instrument, wid);
CREATE INDEX provision_by_parent ON provision (parent);
CREATE INDEX provision_text_by_version ON provision_text (version);
CREATE INDEX provision_text_by_provision ON provision_text (provision);
CREATE INDEX mention_by_annotation ON mention (annotation);
CREATE INDEX mention_by_provision ON mention (provision);
CREATE INDEX claim_relation_by_subject ON claim_relation (subject);
CREATE INDEX claim_relation_by_object ON claim_relation (object);
CREATE INDEX claim_provision_by_claim ON claim_provision (claim);
CREATE INDEX claim_provision_by_provision ON claim_provision (provision);
CREATE INDEX evidence_by_annotation ON evidence (annotation);
CREATE INDEX evidence_by_claim ON evidence (claim);
CREATE INDEX tag_by_parent ON tag (parent);
CREATE INDEX tagging_by_tag ON tagging (tag);
CREATE INDEX tagging_by_target ON tagging (target);
CREATE INDEX note_by_target ON note (target);
CREATE INDEX act_by_clock ON act (clock);
CREATE INDEX act_by_state ON act (kind, state, clock);
CREATE INDEX act_by_of_act ON act (of_act);
CREATE INDEX history_by_act ON history (act);
CREATE INDEX history_by_row ON history (row_id);
CREATE INDEX history_by_dot ON history (session, seq);
"""

# Quotations that somebody chose, edited or translated for print; why a guess was made.
ADDED_V2 = (
    "ALTER TABLE annotation ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1))",
    "ALTER TABLE annotation ADD COLUMN display TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE annotation ADD COLUMN translation TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE source ADD COLUMN reasons TEXT NOT NULL DEFAULT '{}'",
)
