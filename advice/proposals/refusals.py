"""Why the files can not take a proposal, each with one Dutch sentence for who made it."""


class Refused(ValueError):
    """The files can not take this; the text is a Dutch sentence that says why."""

    why = ""

    def __init__(self, **values: str) -> None:
        super().__init__(self.why.format(**values))


class AlreadyLearned(Refused):
    """The bot learns from this sentence already."""

    why = "De bot leert deze zin al, bij ‘{intent}’."


class UsedToMeasure(Refused):
    """The sentence measures how right the bot is, so it may never be learned."""

    why = "Met deze zin meten we hoe goed de bot is. Daarom mag de bot hem niet leren."


class LooksMarked(Refused):
    """The sentence has signs by which the training data marks a name."""

    why = "Deze zin heeft haakjes die in de bestanden iets anders betekenen."


class NoSuchPlace(Refused):
    """No file has sentences of this intent."""

    why = "Er is geen bestand met zinnen van ‘{intent}’."


class UnknownForm(Refused):
    """The file is not written as others are, so the sentence would not come out as it went in."""

    why = "Deze zin past niet in {file}. Voeg hem daar met de hand toe."


class NameTaken(Refused):
    """There is a question with this name."""

    why = "Er is al een vraag in {file}. Geef uw vraag een andere naam."


class BadQuestion(Refused):
    """A new question lacks something, or has something that can not be."""

    why = "De vraag heeft letters nodig, en hoogstens 60 tekens."


class BadAnswer(Refused):
    """An answer is empty, or too long for a chat."""

    why = "Het antwoord heeft tekst nodig, en hoogstens 650 tekens."


class BadPlaceholder(Refused):
    """An answer has something between braces that can not be filled in."""

    why = "‘{found}’ kan niet worden ingevuld. Gebruik {allowed}."


class BadSource(Refused):
    """A source has no title, or no address where it can be read."""

    why = "De bron heeft een titel nodig, en een adres dat met https:// begint."
