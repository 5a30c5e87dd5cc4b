"""The journal: a writer's own lines, locked for everybody else, and what their writer makes of them."""
