"""What a month has to tell: one small function a kind of finding, weighed on one scale of evidence."""
