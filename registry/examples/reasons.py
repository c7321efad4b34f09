"""Why the versions of an example were changed, place by place, and who asked."""

from dataclasses import dataclass
from datetime import date

from decisions.reading import Fields
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, needed_day, told_where
from registry.operations.reasons import Explanation, explain

OPENING = "tekst"
"""The title and what stands before the first section, which have no identity."""


@dataclass(frozen=True, slots=True)
class ExplainChanges:
    """Somebody wrote why these places were changed in a version."""

    day: date
    place: str
    version: str
    explanations: tuple[Explanation, ...]

    def take(self, load: Loading) -> None:
        """Write each reason, the first of its place."""
        version = named(self.place, self.version, load.versions)
        document = load.documents[self.version.partition("@")[0]]
        for explanation in self.explanations:
            with told_where(f"{self.place}, {explanation.section_id or OPENING}"):
                explain(load.session, load.who, document, version, explanation, 0, load.now)


def read_reasons(load: Loading) -> list[Step]:
    """The reasons in reasons.toml; none where the example has no such file."""
    if not (load.folder / "reasons.toml").is_file():
        return []
    with data_file(load.folder, "reasons.toml") as data:
        return [_explained(entry) for entry in data.tables("explained")]


def _explained(entry: Fields) -> ExplainChanges:
    step = ExplainChanges(
        day=needed_day(entry, "on"),
        place=entry.place,
        version=entry.text("version", required=True),
        explanations=tuple(_explanation(each) for each in entry.tables("change")),
    )
    entry.leftovers()
    return step


def _explanation(entry: Fields) -> Explanation:
    section = entry.text("section", required=True)
    identity = "" if section == OPENING else section
    explanation = Explanation(identity, entry.text("why", required=True), entry.text("asked_by"))
    entry.leftovers()
    return explanation
