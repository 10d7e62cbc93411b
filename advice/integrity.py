"""What must hold between the content files before anything can start."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from advice.appointments.checking import broken_appointments
from advice.buttons import ABOUT_SCHEMES
from advice.closing_days import are_in_order, broken_days
from advice.eligibility.verdict import Outcome
from advice.eligibility.vocabulary import vocabulary
from advice.faq.question import Question
from advice.files import Files
from advice.findings import Finding, finding
from advice.inviting import broken_invitations
from advice.reading import Document
from advice.rules import broken_rules
from advice.scan.links import broken_scans, missing_words
from advice.schemes.catalogue import names_of, plain_name
from advice.schemes.scheme import UNKNOWN, Aspect, Scheme

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def broken_links(files: Files) -> tuple[Finding, ...]:
    """Find ids that lead nowhere, names that lead two ways, and texts that cannot be filled."""
    return tuple(
        chain(
            _ids_and_file_names(files),
            _aliases(files),
            _scheme_links(files),
            _faq_links(files),
            _button_words(files),
            _outcome_words(files),
            _places(files),
            _placeholders(files),
            _sources(files),
            _rules(files),
            _operators(files),
            _partners(files),
            _scans(files),
            _hours(files),
            _groups(files),
            _pool(files),
            broken_invitations(files),
            broken_appointments(files.appointments),
        )
    )


def _ids_and_file_names(files: Files) -> Iterator[Finding]:
    documents: Iterable[Document[Scheme] | Document[Question]] = (*files.schemes, *files.faq)
    for document in documents:
        stem = document.file.rpartition("/")[2].removesuffix(".yml")
        if (id := document.value.id) != stem:
            line = document.line_of("id")
            yield finding("id_is_not_file_name", document.file, line, id=id, stem=stem)


def _aliases(files: Files) -> Iterator[Finding]:
    """Every name leads to one scheme; a name in two files would answer about either."""
    owners: dict[str, str] = {plain_name(UNKNOWN): UNKNOWN}
    for document in files.schemes:
        scheme = document.value
        for name in names_of(scheme):
            owner = owners.setdefault(plain_name(name), scheme.id)
            if owner != scheme.id:
                line = _line_of_name(document, name)
                yield finding("alias_twice", document.file, line, alias=name, other=owner)
    for place, other in enumerate(files.others.value):
        for name in {plain_name(alias): alias for alias in other.aliases}.values():
            owner = owners.setdefault(plain_name(name), other.name)
            if owner != other.name:
                line = files.others.line_of(place)
                yield finding("alias_twice", files.others.file, line, alias=name, other=owner)


def _line_of_name(document: Document[Scheme], name: str) -> int:
    scheme = document.value
    lists = {"aliassen": scheme.aliases, "alleen_in_context": scheme.aliases_in_context}
    for key, names in lists.items():
        if name in names:
            return document.line_of(key, names.index(name))
    return document.line_of("korte_naam" if name == scheme.short_name else "naam")


def _scheme_links(files: Files) -> Iterator[Finding]:
    known = _scheme_ids(files)
    for document in files.schemes:
        for place, id in enumerate(document.value.alternatives):
            if id not in known:
                line = document.line_of("alternatieven", place)
                yield finding("scheme_unknown", document.file, line, id=id)


def _faq_links(files: Files) -> Iterator[Finding]:
    schemes = _scheme_ids(files)
    questions = {document.value.id for document in files.faq}
    for document in files.faq:
        for place, button in enumerate(document.value.buttons):
            line = document.line_of("knoppen", place)
            if button.scheme is not None and button.scheme not in schemes:
                yield finding("scheme_unknown", document.file, line, id=button.scheme)
            if button.faq is not None and button.faq not in questions:
                yield finding("faq_unknown", document.file, line, id=button.faq)
            if button.intent is not None and button.intent not in files.buttons.value.questions:
                yield finding("button_unknown", document.file, line, intent=button.intent)


def _button_words(files: Files) -> Iterator[Finding]:
    buttons = files.buttons
    for aspect in Aspect:
        if aspect not in buttons.value.aspects:
            line = buttons.line_of("aspecten")
            yield finding("aspect_without_words", buttons.file, line, aspect=aspect)
    about_schemes = [ABOUT_SCHEMES + aspect for aspect in Aspect]
    for intent in buttons.value.questions:
        if intent.startswith(ABOUT_SCHEMES) and intent not in about_schemes:
            line = buttons.line_of("vragen", intent)
            allowed = ", ".join(about_schemes)
            yield finding("intent_unknown", buttons.file, line, intent=intent, allowed=allowed)
    known = _scheme_ids(files)
    for place, id in enumerate(buttons.value.first_schemes):
        if id not in known:
            line = buttons.line_of("regelingen_eerst", place)
            yield finding("scheme_unknown", buttons.file, line, id=id)


def _outcome_words(files: Files) -> Iterator[Finding]:
    buttons = files.buttons
    for outcome in Outcome:
        if outcome not in buttons.value.checks.outcomes:
            line = buttons.line_of("toets")
            yield finding("outcome_without_words", buttons.file, line, outcome=outcome)


def _places(files: Files) -> Iterator[Finding]:
    """A word stands for one thing: Rasa's synonyms do not look at the kind of entity."""
    organisation = files.organisation
    towns = [(m.id, (m.name, *m.places, *m.aliases)) for m in organisation.value.municipalities]
    words = [(s.id, s.words) for s in organisation.value.sectors]
    owners = {
        plain_name(name): document.value.id
        for document in files.schemes
        for name in names_of(document.value)
    }
    for key, groups in (("gemeenten", towns), ("sectoren", words)):
        for place, (id, names) in enumerate(groups):
            for name in names:
                owner = owners.setdefault(plain_name(name), id)
                if owner != id:
                    line = organisation.line_of(key, place)
                    yield finding("name_twice", organisation.file, line, name=name, other=owner)


def _placeholders(files: Files) -> Iterator[Finding]:
    known = files.organisation.value.placeholders
    allowed = ", ".join(known)
    texts = files.organisation.value.texts
    organisation = files.organisation
    places = [
        (organisation.file, organisation.line_of("teksten", "begroeting"), texts.greeting),
        (organisation.file, organisation.line_of("teksten", "storing"), texts.outage),
        *((faq.file, faq.line_of("antwoord"), faq.value.answer) for faq in files.faq),
    ]
    for file, line, text in places:
        for found in _PLACEHOLDER.findall(text):
            if found not in known:
                yield finding("placeholder_unknown", file, line, placeholder=found, allowed=allowed)


def _sources(files: Files) -> Iterator[Finding]:
    """Every answer about a scheme carries an address where it can be checked."""
    for document in files.schemes:
        if all(source.url is None for source in document.value.sources):
            yield finding("source_missing", document.file, document.line_of("bronnen"))


def _rules(files: Files) -> Iterator[Finding]:
    known = vocabulary(files.facts.value, files.organisation.value)
    for document in files.schemes:
        yield from broken_rules(document, known)


def _operators(files: Files) -> Iterator[Finding]:
    partners = {partner.id for partner in files.partners.value}
    for document in files.schemes:
        id = document.value.operator.partner
        if id is not None and id not in partners:
            line = document.line_of("uitvoerder")
            yield finding("partner_unknown", document.file, line, id=id)


def _partners(files: Files) -> Iterator[Finding]:
    places = {place.id for place in files.organisation.value.municipalities}
    owners: dict[str, str] = {}
    for at, partner in enumerate(files.partners.value):
        line = files.partners.line_of(at)
        if other := owners.get(partner.id):
            yield finding("name_twice", files.partners.file, line, name=partner.id, other=other)
        owners[partner.id] = partner.name
        for id in partner.municipalities:
            if id not in places:
                yield finding("place_unknown", files.partners.file, line, id=id)


def _scans(files: Files) -> Iterator[Finding]:
    if not files.scans:
        yield finding("scan_missing", "scan", None)
    own = (q.as_fact() for document in files.scans for q in document.value.own_questions)
    known = vocabulary((*files.facts.value, *own), files.organisation.value)
    ids = {
        "regelingen": _scheme_ids(files),
        "organisaties": {partner.id for partner in files.partners.value},
        "faq": {document.value.id for document in files.faq},
    }
    yield from broken_scans(files.scans, known, ids)
    yield from missing_words(files.consent, files.follow_up)
    for id in files.buttons.value.scan.next_steps:
        if id not in ids["faq"]:
            line = files.buttons.line_of("scan")
            yield finding("faq_unknown", files.buttons.file, line, id=id)


def _hours(files: Files) -> Iterator[Finding]:
    organisation = files.organisation
    for weekday, hours in organisation.value.hours.days.items():
        if not are_in_order(hours):
            line = organisation.line_of("openingstijden", "dagen", weekday)
            yield finding("hours_not_in_order", organisation.file, line)
    yield from broken_days(files.closing_days)


def _groups(files: Files) -> Iterator[Finding]:
    """A theme that nothing has, or a place that is not ours, leads nobody to a group."""
    themes = _themes(files)
    places = {place.id for place in files.organisation.value.municipalities}
    document = files.desk
    for at, group in enumerate(document.value.groups):
        line = document.line_of("groepen", at)
        for theme in group.themes:
            if theme not in themes:
                yield finding("theme_unknown", document.file, line, theme=theme)
        for id in group.municipalities:
            if id not in places:
                yield finding("place_unknown", document.file, line, id=id)


def _pool(files: Files) -> Iterator[Finding]:
    """A theme that nothing has is never found in what a helper tells."""
    known, document = _themes(files), files.pool
    for theme in document.value.themes:
        if theme not in known:
            line = document.line_of("themas", theme)
            yield finding("theme_unknown", document.file, line, theme=theme)


def _themes(files: Files) -> frozenset[str]:
    """Return the themes of schemes and of the scan."""
    of_schemes = (theme for document in files.schemes for theme in document.value.themes)
    of_scans = (theme.id for document in files.scans for theme in document.value.themes)
    return frozenset((*of_schemes, *of_scans))


def _scheme_ids(files: Files) -> frozenset[str]:
    return frozenset(document.value.id for document in files.schemes)
