"""The one list of rules.  A new rule is one module, one code and one name here."""

from drillbank.authoring.lint import (
    draft,
    enumeration,
    images,
    leak,
    lone_tag,
    long_answer,
    long_situation,
    near_duplicate,
    no_must,
    no_number,
    pronoun,
    same_question,
    spoken_length,
    two_questions,
    unasked_heading,
    unheard_point,
    we_without_i,
    yes_no,
)
from drillbank.authoring.lint.base import LibraryRule, NoteRule, Rules

NOTE_RULES: tuple[NoteRule, ...] = (
    draft.check,
    long_answer.check,
    two_questions.check,
    enumeration.check,
    yes_no.check,
    leak.check,
    pronoun.check,
    spoken_length.check,
    we_without_i.check,
    no_number.check,
    long_situation.check,
    unheard_point.check,
    no_must.check,
)

LIBRARY_RULES: tuple[LibraryRule, ...] = (
    LibraryRule(same_question.gather, same_question.check),
    LibraryRule(near_duplicate.gather, near_duplicate.check),
    LibraryRule(images.gather, images.check),
    LibraryRule(unasked_heading.gather, unasked_heading.check),
    LibraryRule(lone_tag.gather, lone_tag.check),
)

ALL = Rules(NOTE_RULES, LIBRARY_RULES)
