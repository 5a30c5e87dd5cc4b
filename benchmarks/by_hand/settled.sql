-- The time by which half, and nine in ten, were settled, with those still open kept in (Kaplan and Meier).
WITH followed AS (
    SELECT
        opened_s >= {start_s} AS now, channel, settled_s,
        coalesce(settled_s, {known_until_s}) - opened_s AS followed_s
    FROM contacts
    WHERE month BETWEEN '{first_month}' AND '{last_month}'
        AND opened_s >= {before_s} AND opened_s < {end_s}
        AND standing = 'contact' AND started_by = 'customer' AND has_states = 1
), by_channel AS (
    SELECT now, channel, followed_s, count(settled_s)::DOUBLE AS settled, count(*)::DOUBLE AS left_then
    FROM followed
    GROUP BY ALL
), steps AS (
    FROM by_channel
    UNION ALL
    SELECT now, NULL, followed_s, sum(settled), sum(left_then) FROM by_channel GROUP BY now, followed_s
), at_risk AS (
    SELECT
        now, channel, followed_s, settled,
        sum(left_then) OVER (PARTITION BY now, channel ORDER BY followed_s DESC ROWS UNBOUNDED PRECEDING) AS risk
    FROM steps
), curve AS (
    SELECT
        now, channel, followed_s, settled, settled = risk AS nobody,
        sum(CASE WHEN settled < risk THEN ln(1 - settled / risk) END)
            OVER (PARTITION BY now, channel ORDER BY followed_s ROWS UNBOUNDED PRECEDING) AS ln_waiting
    FROM at_risk
)
SELECT
    now, channel,
    min(CASE WHEN settled > 0 AND (nobody OR ln_waiting <= ln(0.5 + 1e-10)) THEN followed_s END) AS median,
    min(CASE WHEN settled > 0 AND (nobody OR ln_waiting <= ln(0.1 + 1e-10)) THEN followed_s END) AS p90
FROM curve
GROUP BY now, channel
