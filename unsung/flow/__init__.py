"""The whole product in pages that read as sentences: bring in, print, show by a demo, list measures."""
