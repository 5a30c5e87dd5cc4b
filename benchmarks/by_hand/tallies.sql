-- Contacts that a source only counted.
SELECT at_s >= {start_s} AS now, channel, sum("count") AS n
FROM tallies
WHERE month BETWEEN '{first_month}' AND '{last_month}' AND at_s >= {before_s} AND at_s < {end_s}
GROUP BY GROUPING SETS ((now), (now, channel))
