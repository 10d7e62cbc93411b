"""The running product answers the test set as well as was accepted."""

import pytest

from advice.content import load_content
from apps.settings import ROOT
from evaluation import accepted, show
from evaluation.product import ask_all
from evaluation.scoring import Figures, Outcome
from evaluation.test_set import read_test_set
from tests.support.product import Product

pytestmark = pytest.mark.journey


def test_the_product_understands_as_much_as_was_accepted(product: Product) -> None:
    rather = load_content(ROOT / "data").words.fixed.rather

    scored = ask_all(product.url, read_test_set(ROOT / "data" / "evaluation"), rather)

    assert [one.text for one in scored if one.outcome is Outcome.OUTAGE] == []
    drops = list(accepted.drops(Figures.of(scored), accepted.read()))
    assert drops == [], "\n".join([*drops, *show.table(scored), *show.misses(scored)])
