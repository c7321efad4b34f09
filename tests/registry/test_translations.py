"""Everything the interface says can be said in nynorsk, and nothing is translated that is no longer said."""

import re
from collections import Counter

import polib
from jinja2 import DictLoader, Environment

from documents.kinds import Language
from registry.web.rendering import environment
from registry.web.translations import NYNORSK, Message, catalogue, messages

ENTRIES = polib.pofile(str(NYNORSK))
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def said(source: str) -> set[Message]:
    """The messages of a template with this source."""
    made = Environment(loader=DictLoader({"x.html": source}), extensions=["jinja2.ext.i18n"])
    return set(messages(made)) - set(messages(Environment(loader=DictLoader({}))))


def test_every_message_of_the_interface_has_a_nynorsk_one() -> None:
    translated = {(entry.msgid, entry.msgid_plural) for entry in ENTRIES if entry.translated()}
    missing = [
        message for message in messages(environment()) if (message.text, message.plural) not in translated
    ]
    assert not missing, "\n".join(f"{each.place}: {each.text}" for each in missing)


def test_nothing_is_translated_that_is_no_longer_said() -> None:
    still = {message.text for message in messages(environment())}
    assert not [entry.msgid for entry in ENTRIES if entry.msgid not in still]


def test_no_message_is_translated_twice() -> None:
    assert not [text for text, count in Counter(entry.msgid for entry in ENTRIES).items() if count > 1]


def test_the_nynorsk_holds_the_same_values_as_the_bokmal() -> None:
    for entry in ENTRIES:
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(entry.msgid)), entry.msgid


def test_words_are_found_in_calls_in_blocks_and_in_plurals() -> None:
    source = '{{ _("Vis %(n)s", n=1) }}{% trans n=2 %}{{ n }} fil{% pluralize %}{{ n }} filer{% endtrans %}'
    assert said(source) == {Message("Vis %(n)s"), Message("%(n)s fil", "%(n)s filer")}


def test_words_of_the_page_alone_are_not_messages() -> None:
    assert said("<p>{{ title }}</p>") == set()


def test_nynorsk_says_what_it_has_and_bokmal_the_rest() -> None:
    nynorsk = catalogue(Language.NN)
    assert nynorsk.gettext("Hvem kan vedta?") == "Kven kan vedta?"
    assert nynorsk.gettext("Noe ingen har oversatt") == "Noe ingen har oversatt"
    assert catalogue(Language.NB).gettext("Hvem kan vedta?") == "Hvem kan vedta?"


def test_one_and_several_are_counted_in_both_written_forms() -> None:
    told = [
        catalogue(language).ngettext("%(count)s endring", "%(count)s endringer", count)
        for language in Language
        for count in (0, 1, 2)
    ]
    assert told == [
        "%(count)s endringer",
        "%(count)s endring",
        "%(count)s endringer",
        "%(count)s endringar",
        "%(count)s endring",
        "%(count)s endringar",
    ]
