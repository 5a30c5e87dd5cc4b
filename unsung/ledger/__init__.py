"""The facts of record: everybody asks, few write, nothing is erased."""
