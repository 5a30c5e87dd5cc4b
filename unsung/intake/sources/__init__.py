"""Every way in, one file each; a new source is one file here and one line in this list."""
