"""What the five colours mean in a project."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.domain.annotation import Colour
from annotator.domain.changes import Changes
from annotator.domain.i18n import tr
from annotator.operations.choices import choice
from annotator.store.project import Project

SETTING = "colour_meanings"
LONGEST = 60


def meanings(project: Project) -> dict[str, str]:
    """Colour → the project's word for it; colours without one are left out."""
    value = project.settings(SETTING)
    return {str(k): str(v) for k, v in value.items() if v} if isinstance(value, dict) else {}


def set_colour_meaning(project: Project, colour: str, meaning: str) -> Changes:
    """Say what a colour stands for; an empty word takes it back."""
    return set_colour_meanings(project, {colour: meaning})


def set_colour_meanings(project: Project, words: Mapping[str, str]) -> Changes:
    """Say what several colours stand for, as one act; colours not named keep theirs."""
    named = {
        choice(Colour, colour, tr("colour")).value: " ".join(word.split())[:LONGEST]
        for colour, word in words.items()
    }
    with project.act(tr("Meaning of the colours")) as act:
        before = meanings(project)
        after = {colour: word for colour, word in {**before, **named}.items() if word}
        if after != before:
            project.set_setting(SETTING, after)
    return act.changes
