"""The faces of a page: the letters it uses, the weights and sizes it sets, and no more."""

import io

from fontTools.ttLib import TTFont

from unsung.publishing.fonts import TOOL, VOICE, cut, faces


def test_a_face_has_the_letters_of_the_text_and_no_others() -> None:
    letters = TTFont(io.BytesIO(cut(VOICE, ["Ønske’s"]))).getBestCmap()
    assert {ord(letter) for letter in "Ønske’s"} <= set(letters)
    assert ord("Z") not in letters


def test_letters_that_the_face_lacks_are_left_to_the_next_one() -> None:
    assert ord("字") not in TTFont(io.BytesIO(cut(TOOL, ["a字"]))).getBestCmap()


def test_weights_and_optical_sizes_stay_variable_as_far_as_pages_use_them() -> None:
    axes = {
        axis.axisTag: (axis.minValue, axis.maxValue)
        for axis in TTFont(io.BytesIO(cut(VOICE, ["a"])))["fvar"].axes
    }
    assert axes == {"wght": (400, 500), "opsz": (16, 50)}


def test_the_same_letters_give_the_same_face() -> None:
    assert cut(TOOL, ["abc"]) == cut(TOOL, ["cab", "b"])


def test_both_faces_stand_inside_the_style() -> None:
    style = faces(["tool"], ["voice"])
    assert style.count("@font-face") == style.count("data:font/woff2;base64,") == 2
    assert "font-weight:400 650" in style
    assert "http" not in style
