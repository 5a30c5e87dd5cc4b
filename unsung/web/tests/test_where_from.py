"""Where somebody asks from: what one's own web servers say is believed, and nothing else."""

from typing import Any

import pytest
from django.test import RequestFactory

from unsung.web.entrance import Entrance, came_from

SPOOFED = "203.0.113.9"


@pytest.mark.parametrize(
    ("servers", "forwarded", "said"),
    [
        (0, SPOOFED, "10.0.0.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, f"{SPOOFED}, 198.51.100.7", "198.51.100.7"),
        (2, f"{SPOOFED}, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "198.51.100.7", "10.0.0.1"),  # it came past one of the two
        (1, "", "10.0.0.1"),
    ],
)
def test_of_the_addresses_named_on_the_way_only_those_of_ones_own_servers_count(
    settings: Any, servers: int, forwarded: str, said: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = servers
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    assert Entrance(request).get_client_ip(request) == came_from(request) == said


def test_where_nothing_tells_where_somebody_asks_from_all_such_count_together() -> None:
    request = RequestFactory().get("/")
    del request.META["REMOTE_ADDR"]
    assert came_from(request) == ""
