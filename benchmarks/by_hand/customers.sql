-- How many different customers opened a conversation, in all and by each door.
SELECT opened_s >= {start_s} AS now, channel, count(DISTINCT customer) AS customers
FROM contacts
WHERE month BETWEEN '{first_month}' AND '{last_month}' AND opened_s >= {before_s} AND opened_s < {end_s}
    AND standing = 'contact' AND started_by = 'customer'
GROUP BY GROUPING SETS ((now), (now, channel))
