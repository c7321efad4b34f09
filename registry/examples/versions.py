"""The documents of an example, and the making, ending and withdrawing of their versions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable

from decisions.entry_into_force import EntryRule
from decisions.reading import Fields
from decisions.rules import MandateRule
from documents.kinds import ChangeClass, DocumentKind, Language
from documents.numbering import NotANumber
from documents.text import Place
from registry.errors import BadInput
from registry.examples.circle import Loading
from registry.examples.course import Step
from registry.examples.files import data_file, named, named_or_none, needed_day, needed_word, told_where
from registry.operations import documents
from registry.operations.documents import Draft
from registry.operations.rules import add_rule
from registry.queries.documents import legal_text
from registry.tables import VersionRow


@dataclass(frozen=True, slots=True)
class MakeVersion:
    """A version is written and, unless it is still a draft, frozen for decision."""

    day: date
    place: str
    document: str
    draft: Draft
    based_on: str
    frozen: bool
    rules: tuple[MandateRule, ...]
    """The mandate rules that this version's clauses carry."""

    @property
    def ref(self) -> str:
        """How the version is named: "samarbeidsavtalen@2025.1"."""
        return f"{self.document}@{self.draft.number}"

    def take(self, load: Loading) -> None:
        """Make the draft, freeze it, and tie each rule to the clause it rests on."""
        document, at = named(self.place, self.document, load.documents), load.moment(self.day)
        with told_where(self.place):
            version = documents.make_draft(load.session, load.who, document, self._draft(load), at)
            if self.frozen:
                documents.freeze(load.session, load.who, document, version, at)
        load.versions[self.ref] = version
        for rule in self.rules:
            clause = place_in(version, rule.source.clause, f"{self.place}, regelen {rule.id}")
            with told_where(f"{self.place}, regelen {rule.id}"):
                add_rule(load.session, load.who, load.community, rule, version, clause.id)

    def _draft(self, load: Loading) -> Draft:
        base = named_or_none(self.place, self.based_on and f"{self.document}@{self.based_on}", load.versions)
        return replace(self.draft, based_on=base)


@dataclass(frozen=True, slots=True)
class EndVersion:
    """An adopted version is given its last day."""

    day: date
    place: str
    version: str
    last_day: date
    reason: str

    def take(self, load: Loading) -> None:
        """End it."""
        row = named(self.place, self.version, load.versions)
        document = load.documents[self.version.partition("@")[0]]
        with told_where(self.place):
            documents.repeal(load.session, load.who, document, row, self.last_day, self.reason)


@dataclass(frozen=True, slots=True)
class WithdrawVersion:
    """A frozen version is taken out of the way."""

    day: date
    place: str
    version: str
    reason: str

    def take(self, load: Loading) -> None:
        """Withdraw it."""
        row = named(self.place, self.version, load.versions)
        document = load.documents[self.version.partition("@")[0]]
        with told_where(self.place):
            documents.withdraw(load.session, load.who, document, row, self.reason)


def load_documents(load: Loading, rules: Iterable[MandateRule]) -> list[Step]:
    """Begin the documents in documents.toml; answers the steps that make, end and withdraw their versions.

    A rule whose source is one of these versions comes with it. A rule with another source applies on the
    days it names itself, and is added at once.
    """
    carried: dict[str, list[MandateRule]] = {}
    for rule in rules:
        carried.setdefault(f"{rule.source.document}@{rule.source.version}", []).append(rule)
    with data_file(load.folder, "documents.toml") as data:
        made = [step for entry in data.tables("document") for step in _document(load, entry, carried)]
        ended = [_end(entry) for entry in data.tables("end")]
        withdrawn = [_withdrawal(entry) for entry in data.tables("withdrawal")]
    refs = {step.ref for step in made}
    add_rules(load, [rule for source, some in carried.items() if source not in refs for rule in some])
    return [*made, *ended, *withdrawn]


def add_rules(load: Loading, rules: Iterable[MandateRule]) -> None:
    """Add rules that no version in the register carries."""
    for rule in rules:
        with told_where(f"Regelen {rule.id}"):
            add_rule(load.session, load.who, load.community, rule)


def place_in(version: VersionRow, number: str, place: str) -> Place:
    """What a printed number means in this version; raises BadInput where the text has no such number."""
    try:
        found = legal_text(version).find_number(number)
    except NotANumber as wrong:
        raise BadInput(f"{place}: {wrong}", "", "Ingenting er lagret.") from wrong
    if found is None or not found.id:
        raise BadInput(
            f"{place}: punkt {number} finnes ikke i versjon {version.number}.", "", "Rett nummeret."
        )
    return found


def _document(load: Loading, entry: Fields, carried: Mapping[str, list[MandateRule]]) -> list[MakeVersion]:
    with told_where(entry.place, entry.faults):
        row = documents.add_document(
            load.session,
            load.who,
            load.community,
            entry.text("ref", required=True),
            needed_word(entry, "kind", DocumentKind),
            entry.text("title", required=True),
            load.now,
            owner=named_or_none(entry.place, entry.text("owner"), load.bodies),
            pair=named_or_none(entry.place, entry.text("pair"), load.pairs),
        )
    load.documents[row.ref] = row
    language = entry.word("language", Language) or Language.NB
    versions = [_version(load.folder, row.ref, language, each, carried) for each in entry.tables("version")]
    entry.leftovers()
    return versions


def _version(
    folder: Traversable,
    document: str,
    language: Language,
    entry: Fields,
    carried: Mapping[str, list[MandateRule]],
) -> MakeVersion:
    number = entry.text("number", required=True)
    draft = Draft(
        number=number,
        source=_source(folder, document, number, entry),
        language=language,
        change=needed_word(entry, "change", ChangeClass),
        label=entry.text("label"),
        reason=entry.text("reason", required=True),
        entry_rule=entry.word("entry_rule", EntryRule) or EntryRule.ALLE_PARTER,
        earliest_from=entry.day("earliest_from"),
    )
    step = MakeVersion(
        day=needed_day(entry, "on"),
        place=entry.place,
        document=document,
        draft=draft,
        based_on=entry.text("based_on"),
        frozen=not entry.flag("still_a_draft"),
        rules=tuple(carried.get(f"{document}@{number}", ())),
    )
    entry.leftovers()
    return step


def _source(folder: Traversable, document: str, number: str, entry: Fields) -> str:
    file = folder / "texts" / document / f"{number}.md"
    if not file.is_file():
        entry.fault(f"teksten texts/{document}/{number}.md finnes ikke.")
        return ""
    return file.read_text(encoding="utf-8")


def _end(entry: Fields) -> EndVersion:
    step = EndVersion(
        needed_day(entry, "on"),
        entry.place,
        entry.text("version", required=True),
        needed_day(entry, "last_day"),
        entry.text("reason", required=True),
    )
    entry.leftovers()
    return step


def _withdrawal(entry: Fields) -> WithdrawVersion:
    step = WithdrawVersion(
        needed_day(entry, "on"),
        entry.place,
        entry.text("version", required=True),
        entry.text("reason", required=True),
    )
    entry.leftovers()
    return step
