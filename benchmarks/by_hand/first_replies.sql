-- The wait for the first human reply, by the calendar and in opening hours.
WITH replied AS (
    SELECT opened_s >= {start_s} AS now, channel, first_reply_s, first_reply_business_s
    FROM contacts
    WHERE month BETWEEN '{first_month}' AND '{last_month}'
        AND opened_s >= {before_s} AND opened_s < {end_s}
        AND standing = 'contact' AND started_by <> 'machine' AND first_reply_s IS NOT NULL
), quantiles AS (
    SELECT
        now, channel,
        quantile_cont(first_reply_s, [0.5, 0.9]) AS calendar,
        quantile_cont(first_reply_business_s, [0.5, 0.9]) AS business
    FROM replied
    GROUP BY GROUPING SETS ((now), (now, channel))
)
SELECT
    now, channel,
    calendar[1] AS calendar_median, calendar[2] AS calendar_p90,
    business[1] AS business_median, business[2] AS business_p90
FROM quantiles
