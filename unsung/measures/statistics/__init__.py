"""The arithmetic under the measures: shares, counts, quantiles, curves, changes, charts; pure functions."""
