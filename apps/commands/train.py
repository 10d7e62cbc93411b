"""`schakel train`: a model of the present content, trained only when it is not there."""

from apps.settings import ROOT, load_settings
from apps.training import train as train_model
from apps.training import validate


def train(*, only_validate: bool = False) -> None:
    """Train, or let Rasa judge the training data; raises `ContentError` and `TrainingFailed`."""
    settings = load_settings()
    content, logs = ROOT / settings.content, ROOT / settings.data / "log"
    if only_validate:
        validate(content, logs / "validate.log", print)
        print("Rasa has nothing to say against the training data.")
    else:
        model = train_model(content, logs / "train.log", print)
        print(f"Model: {model.relative_to(ROOT)}")
