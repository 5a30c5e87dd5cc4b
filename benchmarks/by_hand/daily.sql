-- Conversations opened, by day, with what is counted of each.
SELECT
    (opened_s >= {start_s})::TINYINT AS now, channel, standing, started_by, opened_on,
    count(*) AS n,
    count(customer) AS who_known,
    many(first_reply_s IS NULL AND unanswered_since_s IS NOT NULL AND settled_s IS NULL) AS unanswered,
    many(on_the_spot = 1) AS on_the_spot,
    many(moves IS NOT NULL AND source IN (SELECT DISTINCT source FROM contacts WHERE moves >= 1) OR (answered = 1 AND transferred IS NOT NULL)) AS teams_known,
    many(moves >= 1 OR (answered = 1 AND transferred = 1)) AS passed,
    many(wrote_early AND (first_reply_s IS NOT NULL OR waits)) AS written,
    many(wrote_early AND first_reply_s <= 604800) AS written_done,
    many(issue AND mature) AS issues,
    many(issue AND mature AND (again_s IS NULL OR again_s > 604800)
        AND (reopened_s IS NULL OR reopened_s > opened_s + 604800)) AS issues_done,
    many(offered) AS offered,
    many(offered AND answered = 1 AND queued_s <= {call_s}) AS calls_in_time,
    many(channel = 'call' AND abandoned IS NOT NULL AND NOT short) AS ends_known,
    many(channel = 'call' AND abandoned = 1 AND NOT short) AS gave_up,
    many(channel = 'call' AND answered = 1 AND talk_s IS NOT NULL) AS handled,
    sum(work_s) FILTER (channel = 'call' AND answered = 1) AS work_s,
    many(chat) AS chats,
    many(chat AND first_reply_s <= {chat_s}) AS chats_in_time
FROM (
    SELECT
        *,
        opened_s + 604800 <= {known_until_s} AS mature,
        asked_s + 604800 <= {known_until_s} AS wrote_early,
        unanswered_since_s IS NOT NULL AND first_reply_s IS NULL AND settled_s IS NULL AS waits,
        issue_first = 1 AND issue_answered = 1 AND customer IS NOT NULL AND category IS NOT NULL AS issue,
        channel = 'call' AND (answered = 0 OR (answered = 1 AND queued_s IS NOT NULL)) AS offered,
        abandoned = 1 AND queued_s IS NOT NULL AND queued_s < 5 AS short,
        talk_s + coalesce(hold_s, 0) + coalesce(after_s, 0) AS work_s,
        channel = 'chat' AND asked_s IS NOT NULL
            AND (first_reply_s IS NOT NULL OR asked_s + {chat_s} <= {known_until_s}) AS chat
    FROM contacts
    WHERE month BETWEEN '{first_month}' AND '{last_month}'
        AND opened_s >= {before_s} AND opened_s < {end_s}
)
GROUP BY ALL
