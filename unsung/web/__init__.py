"""The shell: commands, addresses, frame, style and sign-in; it knows the rooms by name alone."""
