-- How it was: who was asked and answered, who was satisfied at least and at most, who found it easy.
WITH said AS (
    SELECT
        at_s >= {start_s} AS now, channel, score, answered,
        question = 'csat' AND low = 1 AND high = 5 AS csat,
        question = 'ces' AND low = 1 AND high = 7 AND answered = 1 AS ces
    FROM ratings
    WHERE month BETWEEN '{first_month}' AND '{last_month}' AND at_s >= {before_s} AND at_s < {end_s}
        AND latest = 1
), counts AS (
    SELECT
        now, channel,
        many(csat) AS asked,
        many(csat AND answered = 1) AS answered,
        many(csat AND answered = 1 AND score >= 4) AS satisfied,
        many(ces AND score >= 5) / many(ces) AS easy
    FROM said
    GROUP BY GROUPING SETS ((now), (now, channel))
)
SELECT
    now, channel, easy,
    satisfied / answered AS satisfied, answered / asked AS answered,
    satisfied / asked AS at_least, (satisfied + asked - answered) / asked AS at_most
FROM counts
