"""The kinds of work without a trace: 23 in seven families, suggested by how a line sounds."""

import pytest

from unsung.ground.kinds import FAMILIES, KINDS, suggested, tagged


def test_there_are_twenty_three_kinds_in_seven_families() -> None:
    assert len(KINDS) == 23
    assert {kind.family for kind in KINDS.values()} == set(FAMILIES)
    assert [kind.id for kind in KINDS.values() if kind.unpromoted] == [
        "hold_up",
        "handover",
        "cover",
        "house",
        "host",
        "care",
        "onboard",
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("calmed a father of three", "calm"),
        ("chased the courier for Mrs Bo", "chase"),
        ("12 letters meant for the depot, walked them over", "reroute"),
        ("merged two entries of one customer", "record"),
        ("sat beside the new starter all morning", "onboard"),
        ("opened up because a lady stood in the rain", "cover"),
        ("typed 30 labels by hand", "workaround"),
    ],
)
def test_a_line_sounds_like_its_kind(line: str, kind: str) -> None:
    assert kind in suggested(line)


def test_a_line_that_sounds_like_nothing_gets_no_guess() -> None:
    assert suggested("Jan sent the papers a third time") == []


def test_two_guesses_are_the_most() -> None:
    assert len(suggested("calmed an angry man, refunded him, tidied the lobby, chased the courier")) == 2


def test_a_tag_names_a_kind_outright() -> None:
    assert tagged(["acme", "Write-Down", "calm"]) == ["write_down", "calm"]
