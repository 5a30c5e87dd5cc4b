-- What was open at the start and at the end of the period: how many, how old, how many for too long.
WITH open AS (
    SELECT contact, started_s < {start_s} AS at_start, ended_s IS NULL OR ended_s >= {end_s} AS at_end
    FROM episodes
    WHERE month <= '{last_month}' AND started_s < {end_s} AND (ended_s IS NULL OR ended_s >= {start_s})
        AND (started_s < {start_s} OR ended_s IS NULL OR ended_s >= {end_s})
), aged AS (
    SELECT channel, opened_s, at_start, at_end
    FROM open JOIN contacts USING (contact)
    WHERE contacts.month <= '{last_month}' AND standing = 'contact' AND started_by = 'customer'
        AND (settled_s IS NULL OR settled_s >= {start_s} OR reopened_s < {end_s})
), snapshots AS (
    SELECT true AS now, channel, {end_s} - opened_s AS age_s FROM aged WHERE at_end
    UNION ALL
    SELECT false, channel, {start_s} - opened_s FROM aged WHERE at_start
)
SELECT
    now, channel, count(*) AS open, quantile_cont(age_s, 0.5) AS median_age,
    many(age_s > 7 * 86400) AS older_7, many(age_s > 30 * 86400) AS older_30
FROM snapshots
GROUP BY GROUPING SETS ((now), (now, channel))
