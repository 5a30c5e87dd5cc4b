"""Devices: what a browser calls itself, in the words people have for it."""

import pytest

from unsung.web.templatetags.devices import device

SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko Firefox/140.0", "Firefox on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge on Windows"),
        (f"Mozilla/5.0 (iPhone; iPhone OS 18_0 like Mac OS X) {SAFARI} Safari/604.1", "Safari on an iPhone"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {SAFARI} Safari/605.1", "Safari on a Mac"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "A browser that tells no name"),
    ],
)  # fmt: skip
def test_a_device_is_told_as_people_know_it(agent: str, said: str) -> None:
    assert device(agent) == said
