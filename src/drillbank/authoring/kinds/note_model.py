"""The keys that every kind of note has."""

from pydantic import BaseModel, ConfigDict, Field

from drillbank.authoring.kinds.fields import Count, Formers, Prose, SlugText, Tags, Texts


class NoteModel(BaseModel):
    """The keys that every note may have; a kind adds its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: SlugText | None = Field(
        default=None, description="The note's name, never changed; `drillbank fmt` writes it once."
    )
    was: Formers = Field(
        default=(), description="Earlier ids, the latest first; keeps the history after a rename."
    )
    tags: Tags = Field(default=(), description="Added to the deck's tags.")
    hint: Prose | None = Field(default=None, description="Shown on request before the answer.")
    why: Prose | None = Field(default=None, description="The reason, shown after the answer.")
    see: Prose | None = Field(
        default=None, description="The lesson section: `#heading` or `file.md#heading`."
    )
    after: Texts = Field(default=(), description="Ids of notes to be learnt before this one.")
    retired: Prose | None = Field(
        default=None, description="Why the note is no longer taught; its history is kept."
    )
    restart: Count = Field(
        default=0, description="Raise the number to ask a note as new after its meaning changed."
    )
