"""Why an appointment could not be changed, named by what is the case."""


class AppointmentRefused(Exception):
    """A change of an appointment that cannot be made."""


class TooLate(AppointmentRefused):
    """It is so near that the entrepreneur calls instead."""


class IsOver(AppointmentRefused):
    """It was cancelled, or its time is over."""


class NotYet(AppointmentRefused):
    """It did not begin, so nobody can tell how it went."""


class ChangedMeanwhile(AppointmentRefused):
    """Somebody else was earlier."""
