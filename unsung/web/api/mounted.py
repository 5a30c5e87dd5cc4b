"""The API put together: each room's part mounted by its name, with the scope that it asks for."""

from typing import Any

from django.utils.module_loading import import_string
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from unsung.web.api.answers import SHAPE, declared, speak
from unsung.web.api.page import Page
from unsung.web.api.token import Often, Token
from unsung.web.keeping.manifest import own_version

ROUTERS = (
    ("/deliveries", "unsung.intake.api.deliveries", "deliveries:read"),
    ("/uploads", "unsung.intake.api.uploads", "deliveries:write"),
    ("/reviews", "unsung.rooms.review.api.reviews", "figures:read"),
    ("/figures", "unsung.rooms.review.api.figures", "figures:read"),
    ("/cases", "unsung.rooms.cases.api.cases", "cases:read"),
    ("/journal", "unsung.rooms.journal.api.journal", "journal:write"),
)
"""Where each part is mounted, the name by which it is found, and what a token must be let do there."""
ABOUT = """
What the pages show, for programs. A token is made by a person under “Your sign-in”, “Programs”, and never
reaches further than that person’s roles. Moments are in UTC. A list gives `next` where there is more; ask for
it with `after`.
"""


class Api(NinjaAPI):
    """Tells in its schema what every operation may answer, and which scope it asks for."""

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        """The OpenAPI schema."""
        schema = super().get_openapi_schema(**more)
        schema["components"]["schemas"]["Problem"] = SHAPE
        for path, operations in schema["paths"].items():
            scope = next(scope for prefix, _, scope in ROUTERS if path.startswith(f"/api{prefix}"))
            for operation in operations.values():
                operation["responses"] = declared() | operation["responses"]
                operation["security"] = [{"Token": [scope]}]
        return schema


api = Api(
    title="Unsung",
    version=own_version(),
    description=ABOUT.strip().replace("\n", " "),
    urls_namespace="api",
    docs=Page(),
    throttle=[Often("300/min")],
)
speak(api)
for _prefix, _name, _scope in ROUTERS:
    api.add_router(_prefix, import_string(_name), auth=Token(_scope), tags=[_prefix.strip("/")])
