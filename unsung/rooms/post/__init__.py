"""The mail room: it takes letters in, carries them out, and records what became of each."""
