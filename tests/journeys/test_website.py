"""What an entrepreneur sees, in a real browser on the real site."""

import pytest

from tests.support.browser import playwright
from tests.support.product import Product

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


@pytest.mark.usefixtures("_browser")
def test_a_question_a_button_a_reload_and_all_of_it_by_keyboard(product: Product) -> None:
    playwright("journeys", product.url)


@pytest.mark.usefixtures("_browser")
def test_the_widget_stands_what_seldom_happens(product: Product) -> None:
    playwright("widget", product.url)
