"""What stands at the top of a deck, above ``notes:``."""

from typing import Any

from pydantic import Field, create_model

from drillbank.authoring.kinds import KINDS
from drillbank.authoring.kinds.fields import Defaultable, Part, Prose, SlugText, Tags


def _shared_fields() -> dict[str, Any]:
    """Every field that some kind lets a deck set for all its notes; absent means not set."""
    return {
        name: (field.rebuild_annotation(), Field(default=None, description=field.description))
        for kind in KINDS
        for name, field in kind.model.model_fields.items()
        if any(isinstance(mark, Defaultable) for mark in field.metadata)
    }


class _Shared(Part):
    """Values for every note that has the key and does not set it."""


Defaults = create_model(
    "Defaults",
    __base__=_Shared,
    __doc__="Values for every note that has the key and does not set it.",
    **_shared_fields(),
)


class Header(Part):
    """The keys of a deck beside its notes."""

    title: Prose | None = Field(default=None, description="The deck's name for people.")
    tags: Tags = Field(default=(), description="Given to every note.")
    deck: SlugText | None = Field(
        default=None, description="The deck's id; without it, the file's name."
    )
    lesson: Prose | None = Field(
        default=None, description="The lesson's file; without it, the .md of the same name."
    )
    defaults: Defaults | None = Field(  # type: ignore[valid-type]  # a model made from the kinds
        default=None, description="Values for every note that does not set them."
    )

    def shared(self) -> dict[str, object]:
        """The defaults that are set, by key."""
        if self.defaults is None:
            return {}
        return {name: getattr(self.defaults, name) for name in self.defaults.model_fields_set}
