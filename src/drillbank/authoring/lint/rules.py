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
    NoteRule(draft.check),
    NoteRule(long_answer.check, long_answer.KINDS),
    NoteRule(two_questions.check, two_questions.KINDS),
    NoteRule(enumeration.check, enumeration.KINDS),
    NoteRule(yes_no.check, yes_no.KINDS),
    NoteRule(leak.check, leak.KINDS),
    NoteRule(pronoun.check, pronoun.KINDS),
    NoteRule(spoken_length.check, spoken_length.KINDS),
    NoteRule(we_without_i.check, we_without_i.KINDS),
    NoteRule(no_number.check, no_number.KINDS),
    NoteRule(long_situation.check, long_situation.KINDS),
    NoteRule(unheard_point.check, unheard_point.KINDS),
    NoteRule(no_must.check),
)

LIBRARY_RULES: tuple[LibraryRule, ...] = (
    LibraryRule(same_question.gather, same_question.check),
    LibraryRule(near_duplicate.gather, near_duplicate.check),
    LibraryRule(images.gather, images.check),
    LibraryRule(unasked_heading.gather, unasked_heading.check),
    LibraryRule(lone_tag.gather, lone_tag.check),
)

ALL = Rules(NOTE_RULES, LIBRARY_RULES)
