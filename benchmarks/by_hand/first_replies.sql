-- The wait for the first human reply, by the calendar and in opening hours; who still waits is kept in.
WITH asked AS (
    SELECT
        opened_s >= {start_s} AS now, channel, first_reply_s IS NOT NULL AS replied,
        coalesce(first_reply_s, {known_until_s} - asked_s) AS calendar_s,
        coalesce(first_reply_business_s, opened({known_until_s}) - opened(asked_s)) AS business_s
    FROM contacts
    WHERE month BETWEEN '{first_month}' AND '{last_month}'
        AND opened_s >= {before_s} AND opened_s < {end_s}
        AND standing = 'contact' AND started_by = 'customer' AND (
            first_reply_s IS NOT NULL
            OR (asked_s IS NOT NULL AND unanswered_since_s IS NOT NULL AND settled_s IS NULL)
        )
), waits AS (
    SELECT now, channel, 'calendar' AS clock, calendar_s AS wait_s, replied FROM asked
    UNION ALL
    SELECT now, channel, 'business', business_s, replied FROM asked
), by_channel AS (
    SELECT
        now, channel, clock, wait_s,
        many(replied)::DOUBLE AS ended, count(*)::DOUBLE AS left_then
    FROM waits
    GROUP BY ALL
), steps AS (
    FROM by_channel
    UNION ALL
    SELECT now, NULL, clock, wait_s, sum(ended), sum(left_then) FROM by_channel GROUP BY now, clock, wait_s
), at_risk AS (
    SELECT
        *,
        sum(left_then) OVER (
            PARTITION BY now, channel, clock ORDER BY wait_s DESC ROWS UNBOUNDED PRECEDING
        ) AS risk
    FROM steps
), curve AS (
    SELECT
        now, channel, clock, wait_s, ended, ended = risk AS nobody, ended = left_then AS all_ended,
        sum(CASE WHEN ended < risk THEN ln(1 - ended / risk) END) OVER (
            PARTITION BY now, channel, clock ORDER BY wait_s ROWS UNBOUNDED PRECEDING
        ) AS ln_waiting
    FROM at_risk
), kept_in AS (
    SELECT
        now, channel, clock, bool_and(all_ended) AS quiet,
        min(CASE WHEN ended > 0 AND (nobody OR ln_waiting <= ln(0.5 + 1e-10)) THEN wait_s END) AS median,
        min(CASE WHEN ended > 0 AND (nobody OR ln_waiting <= ln(0.1 + 1e-10)) THEN wait_s END) AS p90
    FROM curve
    GROUP BY now, channel, clock
), exact AS (
    -- Where nobody waits any more the quantile is that of the values themselves.
    SELECT now, channel, clock, quantile_cont(wait_s, [0.5, 0.9]) AS of_values
    FROM waits JOIN (SELECT now, channel, clock FROM kept_in WHERE quiet) USING (now, channel, clock)
    GROUP BY now, channel, clock
), found AS (
    SELECT
        now, channel, clock,
        CASE WHEN quiet THEN of_values[1] ELSE median END AS median,
        CASE WHEN quiet THEN of_values[2] ELSE p90 END AS p90
    FROM kept_in LEFT JOIN exact USING (now, channel, clock)
)
SELECT
    now, channel,
    max(median) FILTER (clock = 'calendar') AS calendar_median,
    max(p90) FILTER (clock = 'calendar') AS calendar_p90,
    max(median) FILTER (clock = 'business') AS business_median,
    max(p90) FILTER (clock = 'business') AS business_p90
FROM found
GROUP BY now, channel
