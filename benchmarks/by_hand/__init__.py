"""The peer of the measures: the same aggregates as DuckDB SQL written by hand, a query for each group."""
