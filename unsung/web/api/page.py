"""The page of the API: every operation with its scope, what is sent and what is given, from the schema."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from unsung.web.programs import SCOPES

Told = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One thing that is sent or given: its name, its kind in words, whether it must be, and what it is."""

    name: str
    kind: str
    needed: bool
    about: str


@dataclass(frozen=True)
class Operation:
    """One operation as a reader sees it."""

    method: str
    path: str
    about: str
    scope: str
    opens: str
    sent: list[Part]
    given: list[Part]


class Page(DocsBase):
    """Renders the schema in the look of the house: no script, nothing from elsewhere."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **more: Any) -> HttpResponse:
        """The page."""
        schema = api.get_openapi_schema()
        operations = [
            _operation(method.upper(), path, told, schema["components"]["schemas"])
            for path, held in schema["paths"].items()
            for method, told in held.items()
        ]
        return render(request, "web/api.html", {"operations": operations, "about": api.description})


def _operation(method: str, path: str, told: Told, schemas: Told) -> Operation:
    scope = told["security"][0]["Token"][0]
    wishes = [_part(each["name"], each["schema"], each["required"]) for each in told.get("parameters", [])]
    (good,) = [answer for status, answer in told["responses"].items() if int(status) < 300]
    about = told.get("description") or told["summary"]
    given = _parts(_resolved(good["content"]["application/json"]["schema"], schemas))
    return Operation(
        method, path, about, scope, SCOPES[scope].behind, [*wishes, *_body(told, schemas)], given
    )


def _body(told: Told, schemas: Told) -> list[Part]:
    bodies = told.get("requestBody", {}).get("content", {}).values()
    return [part for body in bodies for part in _parts(_resolved(body["schema"], schemas))]


def _resolved(schema: Told, schemas: Told) -> Told:
    named: Told = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return named


def _parts(schema: Told) -> list[Part]:
    needed = schema.get("required", [])
    return [_part(name, told, name in needed) for name, told in schema.get("properties", {}).items()]


def _part(name: str, schema: Told, needed: bool) -> Part:
    return Part(name, _kind(schema), needed, schema.get("description", ""))


def _kind(schema: Told) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(str(each) for each in schema["enum"] if each)
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    words = {"string": "text", "integer": "number", "boolean": "true or false", "null": "null"}
    formats = {"date-time": "moment", "uuid": "id", "binary": "file"}
    return formats.get(schema.get("format", ""), words.get(schema.get("type", ""), "anything"))
