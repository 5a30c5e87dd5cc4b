"""The press's own tags: places in percent, doorways, trends, sums."""

from django import template

from unsung.publishing import drawing

register = template.Library()

register.filter("percent", drawing.percent)
register.filter("arches", drawing.arches)
register.filter("steps", drawing.steps)
register.filter("tied", drawing.tied)
