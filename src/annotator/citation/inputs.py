"""What a bibliography is made from: plain rows, filled by `operations` from the store's joined read."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.annotation import Annotation
from annotator.domain.claim import Stance, Voice
from annotator.domain.source import Source
from annotator.domain.treaty import Fidelity, Instrument


@dataclass(frozen=True, slots=True)
class InputProvision:
    """A provision a passage is linked to. `instrument` is the name to print (the short title where there is one)."""

    id: str
    label: str
    wid: str
    instrument_id: str
    instrument: str
    fidelity: Fidelity = Fidelity.UNCHECKED


@dataclass(frozen=True, slots=True)
class InputClaim:
    """A claim a passage bears on."""

    id: str
    key: str
    text: str
    stance: Stance
    voice: Voice = Voice.AUTHOR
    attributed_to: str = ""


@dataclass(frozen=True, slots=True)
class InputQuote:
    """A highlight with its links. `stored` is the stored text at its range, None where there is none (an orphan).

    `clean` is the stored words as they are printed (domain.quotes, with the whole text at hand); "" leaves the
    cleaning to the words themselves.
    """

    annotation: Annotation
    stored: str | None
    provisions: tuple[InputProvision, ...] = ()
    claims: tuple[InputClaim, ...] = ()
    tags: tuple[str, ...] = ()
    clean: str = ""


@dataclass(frozen=True, slots=True)
class InputSource:
    """A source with all its highlights; `file_name` describes it where it has no title. `notes`: those on itself.

    `status` is where an instrument stands in law, which no style says; empty for all other sources.
    """

    source: Source
    file_name: str = ""
    quotes: tuple[InputQuote, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True)
class InputInstrument:
    """An instrument and its status in words, as facts: "initialled 2025-08-08; not in force".

    `record` is the whole of it, for a citation in the style; `quotes` are the highlights in its own text.
    """

    id: str
    title: str
    short: str = ""
    status: str = ""
    record: Instrument | None = None
    quotes: tuple[InputQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class BibliographyInput:
    """All that one bibliography is made from. Order does not matter: the style and the grouping decide."""

    sources: tuple[InputSource, ...]
    instruments: tuple[InputInstrument, ...] = ()
    title: str = ""
