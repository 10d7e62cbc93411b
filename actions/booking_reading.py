"""All that reads messages on the way to an appointment."""

from actions.booking_answers import BookingAnswers
from actions.booking_asides import BookingAsides
from actions.booking_begin import BookingBegin
from actions.booking_times import BookingTimes
from actions.subject import FindSubject
from advice.content import Content
from advice.eligibility.reading import FactReader
from kit.clock import Clock


class BookingReading:
    """The wish it begins with, answers, times, and what is none of these."""

    def __init__(
        self, content: Content, clock: Clock, reader: FactReader, find_subject: FindSubject
    ) -> None:
        self.begin = BookingBegin(content, clock, reader, find_subject)
        self.answers = BookingAnswers(content, clock, reader, self.begin)
        self.times = BookingTimes(content, clock, reader)
        self.asides = BookingAsides(content, reader, self.begin, self.times)
