"""Tells of an appointment: when it is, with whom, how the two meet and where."""

from collections.abc import Iterable

from rasa_sdk.executor import CollectingDispatcher

from actions.say import buttons, meta, reach
from advice.appointments.wording import slot_sentence
from advice.content import Content
from advice.values import Offer
from conversations.appointments import Agenda, Appointment, Booking, Form


class TellAppointment:
    """Fills in the responses about one appointment."""

    def __init__(self, content: Content, agenda: Agenda) -> None:
        self._content = content
        self._agenda = agenda

    async def __call__(
        self,
        dispatcher: CollectingDispatcher,
        response: str,
        told: Booking | Appointment,
        offers: Iterable[Offer] = (),
        more: Iterable[str] = (),
    ) -> None:
        """Answer with `response`; `more` are sentences that belong there only now."""
        name = await self._agenda.advisor_name(told.slot.advisor)
        dispatcher.utter_message(
            response=response,
            meta=meta("appointment", [told.slot.start.isoformat()]),
            buttons=buttons(offers),
            when=slot_sentence(told.slot),
            advisor=name,
            where=await self._where(told, name),
            more="\n".join(more),
            **reach(self._content.organisation),
        )

    async def _where(self, told: Booking | Appointment, name: str) -> str:
        request, words = told.request, self._content.appointments
        terms = await self._agenda.terms(told.slot, request.group)
        sentence = words.letters.where.sentence(request.form, terms.place, terms.video)
        lines = words.talk.lines
        details = {
            Form.PHONE: lines.phone.replace("{nummer}", request.phone or ""),
            Form.VISIT: lines.address.replace("{adres}", request.address or ""),
        }
        found = filter(None, [sentence.strip(), details.get(request.form)])
        return " ".join(found).replace("{adviseur}", name)
