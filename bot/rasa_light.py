"""Rasa's command line without TensorFlow: `python rasa_light.py run …` is `rasa run …`.

A third of the memory and of the start, and turns without work that Rasa does over and over. The
conversations are the same; `tests/test_light_and_plain.py` holds them together.
"""

from __future__ import annotations

import os
import sys
import warnings


def main() -> None:
    """Run Rasa's command line on the light engine."""
    _set_environment()
    from light import tensorflow_stub

    tensorflow_stub.install()
    from light import speedups

    match sys.argv[1:2]:
        case ["run"]:
            speedups.apply()
        # Else training stays stock: a model does not depend on how it is going to be run.
        case ["train"]:
            speedups.read_training_data_once()
    from rasa.__main__ import main as rasa

    sys.argv[0] = "rasa"
    rasa()


def _set_environment() -> None:
    # One core per engine: numpy's threads only get in each other's way on sentences this short.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    # SQLAlchemy 1.4 announces 2.0 at every start; Rasa will never move.
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Rasa 3.6 and what it pins will not be modernised any more.
    warnings.filterwarnings("ignore", category=DeprecationWarning)


if __name__ == "__main__":
    main()
