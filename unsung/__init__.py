"""Unsung makes the work behind good service visible, fairly credited, and heard across the company."""
