"""Asks what is missing before there can be an appointment, and offers times."""

from msgspec import Struct
from rasa_sdk.executor import CollectingDispatcher

from actions.booking_offers import Fit, Found
from actions.say import buttons, meta, reach
from advice.appointments.plan import Aim, Ask, Plan
from advice.appointments.wording import slot_sentence
from advice.content import Content
from advice.values import Offer
from conversations.appointments import Form

_ASKED = {
    Ask.QUESTION: "utter_booking_question",
    Ask.FORM: "utter_booking_form",
    Ask.ADDRESS: "utter_booking_address",
    Ask.DAY: "utter_booking_day",
    Ask.PHONE: "utter_booking_phone",
    Ask.EMAIL: "utter_booking_email",
    Ask.CONSENT: "utter_booking_consent",
}
_NEEDED = {
    Ask.PHONE: "utter_booking_phone_needed",
    Ask.EMAIL: "utter_booking_email_needed",
}
_AFTER_A_MISS = {
    Ask.FORM: "utter_booking_form_unclear",
    Ask.ADDRESS: "utter_booking_address_unclear",
    Ask.PHONE: "utter_booking_phone_unclear",
    Ask.EMAIL: "utter_booking_email_unclear",
    Ask.CONSENT: "utter_booking_consent_unclear",
}
_WITHOUT = {
    Ask.PHONE: "utter_booking_form_without_phone",
    Ask.EMAIL: "utter_booking_form_without_email",
    Ask.ADDRESS: "utter_booking_form_without_address",
}
_TIMES = {
    Fit.AS_WISHED: "utter_booking_times",
    Fit.NEAREST: "utter_booking_times_nearest",
    Fit.NOTHING_LATER: "utter_booking_times_no_later",
}
# To these a number is an answer of its own: a day of the month, or where to call.
_NUMBERS = (Ask.DAY, Ask.PHONE)


class Lead(Struct, frozen=True):
    """What is said before times: a response, and of which appointment, if it names one."""

    response: str
    when: str = ""
    advisor: str = ""


class BookingQuestions:
    """Says each question with the answers that can be pressed."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._appointments = content.appointments
        self._words = content.appointments.talk

    def ask(
        self, dispatcher: CollectingDispatcher, ask: Ask, plan: Plan, *, knows_name: bool
    ) -> None:
        """Ask for what is open, and for a name where that fits; times are offered otherwise."""
        dispatcher.utter_message(
            response=_response(ask, plan),
            meta=meta("appointment", expects_number=ask in _NUMBERS),
            buttons=buttons(self._ways(ask, plan)),
            when=slot_sentence(plan.slot) if plan.slot else "",
            name="" if knows_name else f" {self._words.lines.name}",
            question=self._consent,
        )

    def offer(
        self, dispatcher: CollectingDispatcher, found: Found, aim: Aim, lead: Lead | None
    ) -> None:
        """Offer times, with what goes before them, or else with how well they suit."""
        lead = lead or Lead(_TIMES[found.fit])
        dispatcher.utter_message(
            response=lead.response,
            meta=meta("appointment", [slot.start.isoformat() for slot in found.slots]),
            buttons=buttons(self._words.times(found.slots, aim)),
            when=lead.when,
            advisor=lead.advisor,
        )

    def nothing_free(self, dispatcher: CollectingDispatcher, form: Form) -> None:
        """Say that there is no time at all for this form."""
        dispatcher.utter_message(
            response="utter_booking_no_times",
            meta=meta("appointment"),
            buttons=buttons([*self._forms(but=form), self._content.words.person()]),
            form=self._appointments.form(form).sentence,
            **reach(self._content.organisation),
        )

    @property
    def _consent(self) -> str:
        """The question of the handoff, with what it means here."""
        question = self._content.organisation.fill(self._content.handoff.consent)
        return f"{question.strip()} {self._words.lines.consent.strip()}"

    def _ways(self, ask: Ask, plan: Plan) -> tuple[Offer, ...]:
        match ask:
            case Ask.FORM:
                return self._forms(but=_impossible(plan))
            case Ask.DAY:
                return (self._words.soonest(plan.aim),)
            case Ask.CONSENT:
                return self._words.consents()
            case _:
                return (self._words.skip(ask),)

    def _forms(self, but: Form | None) -> tuple[Offer, ...]:
        titles = {form: self._appointments.form(form).title for form in Form}
        ours = self._appointments.rules.team.forms or ()
        return tuple(self._words.form(titles[form], form) for form in ours if form is not but)


def _response(ask: Ask, plan: Plan) -> str:
    if plan.has_missed and ask in _AFTER_A_MISS:
        return _AFTER_A_MISS[ask]
    if ask is Ask.FORM and plan.lacks:
        return _WITHOUT[plan.lacks]
    if ask in _NEEDED and plan.needs(ask):
        return _NEEDED[ask]
    return _ASKED[ask]


def _impossible(plan: Plan) -> Form | None:
    """Return the form that needs what somebody would rather not tell."""
    lacking = {Ask.PHONE: Form.PHONE, Ask.EMAIL: Form.VIDEO, Ask.ADDRESS: Form.VISIT}
    return lacking[plan.lacks] if plan.lacks else None
