"""An answer from the Q&A is ready to show, and a sensitive one brings a person."""

from advice.content import Content, load_content
from advice.faq.answer import FaqAnswer, answer
from tests.advice.folder import Folder


def ask(folder: Folder) -> FaqAnswer:
    content = load_content(folder.path)
    return answer(content.faq["planten"], organisation=content.organisation, words=content.words)


def test_our_own_number_is_filled_in(folder: Folder) -> None:
    said = ask(folder)

    assert said.text == "Graaf een gat. Bel 0320-123456 als het niet lukt."
    assert said.source == "Onze eigen kennis"
    assert said.checked == "1 november 2026"


def test_buttons_lead_to_a_scheme_a_question_a_person_or_what_can_be_said(folder: Folder) -> None:
    folder.question(
        knoppen=[
            {"titel": "Subsidie", "regeling": "boomsubsidie"},
            {"titel": "Nog eens", "faq": "planten"},
            {"titel": "Bellen", "mens": True},
            {"titel": "Aanvragen", "knop": "regeling_hoe_aanvragen"},
        ]
    )

    offers = ask(folder).offers

    assert [(offer.intent, offer.scheme) for offer in offers] == [
        ("regeling_wat", "boomsubsidie"),
        ("faq_planten", None),
        ("ask_human", None),
        ("regeling_hoe_aanvragen", None),
    ]


def test_a_sensitive_question_offers_a_person_first_even_when_its_file_does_not(
    folder: Folder,
) -> None:
    folder.question(gevoelig=True)

    assert [offer.intent for offer in ask(folder).offers] == ["ask_human", "regeling_wat"]


def test_a_sensitive_question_moves_its_own_button_to_the_front(folder: Folder) -> None:
    buttons = [{"titel": "Subsidie", "regeling": "boomsubsidie"}, {"titel": "Bel", "mens": True}]
    folder.question(gevoelig=True, knoppen=buttons)

    assert [offer.title for offer in ask(folder).offers] == ["Bel", "Subsidie"]


def test_who_reads_about_the_pool_can_join_it(real: Content) -> None:
    for id in ("ondernemerspoule", "student_opdracht"):
        said = answer(real.faq[id], organisation=real.organisation, words=real.words)
        assert "join_pool" in {offer.intent for offer in said.offers}


def test_nothing_is_left_to_fill_in_what_we_ship(real: Content) -> None:
    for question in real.faq.values():
        said = answer(question, organisation=real.organisation, words=real.words)
        assert "{" not in said.text
        assert said.source
