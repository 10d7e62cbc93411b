"""One running product for all journeys that do not break it."""

from collections.abc import Iterator

import pytest

from tests.support import product as products
from tests.support.product import Product


@pytest.fixture(scope="session")
def _model() -> None:
    products.train()


@pytest.fixture(scope="session")
def product(_model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with products.running(tmp_path_factory.mktemp("product")) as running:
        yield running
