"""The one home of every number: tables in, figures out; no database, no clock."""
