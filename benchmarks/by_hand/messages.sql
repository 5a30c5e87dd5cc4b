-- What was written, replies in closed time, and the wait for the replies after the first.
WITH sent AS (
    SELECT
        at_s >= {start_s} AS now, channel, standing, author, outside_hours, answers_s, answers_business_s,
        standing = 'contact' AND author = 'desk' AND public = 1 AS reply,
        reply AND first_reply = 0 AS later
    FROM messages
    WHERE month BETWEEN '{first_month}' AND '{last_month}' AND at_s >= {before_s} AND at_s < {end_s}
), counts AS (
    SELECT
        now, channel,
        many(standing = 'contact' AND author = 'customer') AS received,
        many(standing = 'auto') AS auto, many(standing = 'bounce') AS bounce,
        many(standing = 'list') AS list, many(standing = 'spam') AS spam,
        many(reply AND outside_hours = 1) AS outside,
        quantile_cont(answers_s, [0.5, 0.9]) FILTER (later) AS calendar,
        quantile_cont(answers_business_s, [0.5, 0.9]) FILTER (later) AS business
    FROM sent
    GROUP BY GROUPING SETS ((now), (now, channel))
)
SELECT
    now, channel, received, auto, bounce, list, spam, outside,
    calendar[1] AS calendar_median, calendar[2] AS calendar_p90,
    business[1] AS business_median, business[2] AS business_p90
FROM counts
