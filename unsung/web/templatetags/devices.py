"""What a browser calls itself, as people know it: Firefox on Windows."""

from django import template

register = template.Library()
# In this order: the later ones also stand in what the earlier ones say of themselves.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Mac OS X": "a Mac",
    "Linux": "Linux",
}


@register.filter
def device(agent: str) -> str:
    """The browser and what it runs on; what says neither is shown as it names itself."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    if not browser:
        return agent[:90] or "A browser that tells no name"
    return f"{browser} on {system}" if system else browser
