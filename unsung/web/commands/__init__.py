"""The commands, a file each; the command line loads the one that is asked for by its name."""
