-- Of what was first settled in a period at least 14 days before the records end: opened again within 14 days.
SELECT
    settled_s >= {start_s} AS now, channel,
    many(reopened_s - settled_s <= 1209600) / count(*) AS came_back
FROM contacts
WHERE month <= '{last_month}' AND settled_s >= {before_s} AND settled_s < {end_s}
    AND settled_s + 1209600 <= {known_until_s}
    AND standing = 'contact' AND started_by = 'customer'
    AND source IN (SELECT DISTINCT source FROM contacts WHERE reopened_s IS NOT NULL)
GROUP BY GROUPING SETS ((now), (now, channel))
