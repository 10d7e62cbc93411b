"""The radar shows how each theme stands, and in a follow-up how it stood before."""

from itertools import pairwise

import pytest
from msgspec import structs

from advice.content import Content
from advice.eligibility.fact import Facts
from advice.scan.definition import Level
from advice.scan.radar import radar, radar_png, radar_text
from advice.scan.result import Assessor
from tests.advice.eligibility.small import TODAY
from tests.advice.scan.drawn import ANSWERS, PNG_SIGNATURE, SMALL, outcome, since, size


class TestPicture:
    def test_it_is_a_png_as_wide_as_promised(self) -> None:
        png = radar_png(outcome(ANSWERS))

        assert png.startswith(PNG_SIGNATURE)
        assert size(png)[0] == 900
        assert 600 < size(png)[1] < 1300

    def test_it_can_be_drawn_of_any_number_of_themes(self) -> None:
        for count in range(1, len(SMALL.themes) + 1):
            few = structs.replace(SMALL, themes=SMALL.themes[:count])

            assert radar_png(outcome(ANSWERS, scan=few)).startswith(PNG_SIGNATURE)

    def test_other_levels_make_another_picture(self) -> None:
        worse = {**ANSWERS, "scan_stam": "slecht"}

        assert radar_png(outcome(ANSWERS)) != radar_png(outcome(worse))

    def test_a_theme_that_was_not_asked_is_no_theme_that_stands_worst(self) -> None:
        unasked = {id: value for id, value in ANSWERS.items() if id != "scan_wortels"}

        assert radar_png(outcome(unasked)) != radar_png(outcome(ANSWERS))

    def test_a_name_without_room_changes_no_width(self) -> None:
        long = structs.replace(SMALL.themes[1], name="Verduurzamingsmogelijkhedenonderzoek")
        scan = structs.replace(SMALL, themes=(SMALL.themes[0], long, SMALL.themes[2]))

        assert size(radar_png(outcome(ANSWERS, scan=scan)))[0] == 900


class TestPictureInWords:
    def test_it_names_every_theme_with_its_level_the_worst_first(self) -> None:
        assert radar_text(outcome(ANSWERS)) == (
            "Zo staat uw bedrijf ervoor. Dor: Wortels. In knop: De kroon. In bloei: De stam."
        )

    def test_it_says_what_was_not_asked(self) -> None:
        assert radar_text(outcome({"scan_stam": "goed"})).endswith(
            "In bloei: De stam. Niet gevraagd: Wortels, De kroon."
        )

    def test_it_is_never_longer_than_an_alt_text_may_be(self) -> None:
        names = [f"Een onderwerp met een lange naam nr {number:02}" for number in range(20)]
        themes = tuple(structs.replace(SMALL.themes[0], name=name) for name in names)

        text = radar_text(outcome({}, scan=structs.replace(SMALL, themes=themes)))

        assert len(text) <= 400
        assert text.endswith("…")


class TestPictureBesideLastTime:
    """Now: the roots are bare (0), the trunk blooms (3), the crown is budding (1)."""

    def test_it_is_as_wide_as_without_and_readable_on_a_phone(self) -> None:
        png = radar_png(outcome(ANSWERS), since({"wortels": 2, "stam": 1, "kroon": 1}))

        assert png.startswith(PNG_SIGNATURE)
        assert size(png)[0] == 900
        assert 600 < size(png)[1] < 1300

    def test_another_level_last_time_makes_another_picture(self) -> None:
        pictures = [radar_png(outcome(ANSWERS), since({"stam": level})) for level in range(3)]

        assert all(one != other for one, other in pairwise(pictures))

    def test_what_got_better_or_less_or_is_new_is_said_and_not_by_colour_alone(self) -> None:
        axes = radar(outcome(ANSWERS), since({"wortels": 3, "stam": 1}))["axes"]

        assert [axis["note"] for axis in axes] == [
            {"change": "minder", "arrow": "down"},
            {"change": "beter", "arrow": "up"},
            {"change": "nieuw", "arrow": None},
        ]

    def test_what_stayed_the_same_or_was_not_asked_again_gets_no_word(self) -> None:
        drawn = radar(outcome({"scan_stam": "goed"}), since({"wortels": 2, "stam": 3}))

        assert [axis["note"] for axis in drawn["axes"]] == [None, None, None]
        assert [axis["before"] for axis in drawn["axes"]] == [2, 3, None]

    @pytest.mark.parametrize(
        ("levels", "legend"),
        [
            ({"wortels": 2, "stam": 3, "kroon": 1}, ["nu", "vorige keer, 24 mei 2026"]),
            ({"wortels": 0, "stam": 3, "kroon": 1}, ["nu, net als op 24 mei 2026"]),
            ({"wortels": 0}, ["nu", "vorige keer, 24 mei 2026"]),
            ({}, []),
        ],
    )
    def test_the_legend_names_the_lines_that_can_be_seen(
        self, levels: dict[str, int], legend: list[str]
    ) -> None:
        moments = radar(outcome(ANSWERS), since(levels))["moments"]

        assert [moment["words"] for moment in moments] == legend

    def test_a_first_scan_has_no_legend_of_lines(self) -> None:
        assert radar(outcome(ANSWERS))["moments"] == []

    def test_gaps_of_now_and_of_last_time_go_together(self) -> None:
        for facts in ({}, {"scan_stam": "goed"}, ANSWERS):
            for levels in ({}, {"kroon": 2}, {"wortels": 0, "stam": 3, "kroon": 1}):
                assert radar_png(outcome(facts), since(levels)).startswith(PNG_SIGNATURE)


class TestWordsBesideLastTime:
    def test_behind_a_theme_stands_what_changed(self) -> None:
        text = radar_text(outcome(ANSWERS), since({"wortels": 3, "kroon": 0, "stam": 3}))

        assert text == (
            "Zo staat uw bedrijf ervoor, vergeleken met 24 mei 2026. "
            "Dor: Wortels (minder). In knop: De kroon (beter). In bloei: De stam."
        )

    def test_what_was_not_known_before_is_new(self) -> None:
        assert "In bloei: De stam (nieuw)." in radar_text(outcome(ANSWERS), since({}))

    def test_without_a_change_it_says_so(self) -> None:
        text = radar_text(outcome(ANSWERS), since({"wortels": 0, "kroon": 1, "stam": 3}))

        assert text.startswith("Zo staat uw bedrijf ervoor, net als op 24 mei 2026. Dor: Wortels.")

    def test_a_theme_that_was_not_asked_again_is_no_theme_that_stayed_the_same(self) -> None:
        text = radar_text(outcome({"scan_stam": "goed"}), since({"kroon": 1, "stam": 3}))

        assert text.startswith("Zo staat uw bedrijf ervoor, vergeleken met 24 mei 2026.")
        assert text.endswith("Niet gevraagd: Wortels, De kroon.")

    @pytest.mark.parametrize("before", [None, *Level])
    def test_nothing_of_the_real_scan_is_cut_off(self, real: Content, before: Level | None) -> None:
        facts: Facts = {
            question.key: question.answers[place % len(question.answers)].id
            for place, question in enumerate(real.scan.own_questions)
        }
        result = Assessor(real.schemes, real.partners).result(real.scan, facts, TODAY)
        levels = {theme.id: int(before) for theme in real.scan.themes if before is not None}

        text = radar_text(result, since(levels))

        assert len(text) <= 400
        assert text.endswith(".")
        for theme in real.scan.themes:
            assert theme.name in text
