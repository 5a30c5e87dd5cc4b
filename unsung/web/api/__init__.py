"""The programs' door: the same facts and figures as the pages show, as JSON, for whoever shows a token."""
