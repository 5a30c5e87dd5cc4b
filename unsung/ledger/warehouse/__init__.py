"""From facts to tables: laid out as Parquet, a month rewritten whole when something in it changed."""
