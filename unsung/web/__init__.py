"""The shell: the command line now, addresses, frame and sign-in to come."""
