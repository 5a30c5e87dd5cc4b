-- The days of `daily` put together, in all and by each door.
SELECT
    now, channel,
    sum(n) FILTER (counted) AS conversations,
    sum(n) FILTER (standing = 'auto') AS auto,
    sum(n) FILTER (standing = 'bounce') AS bounce,
    sum(n) FILTER (standing = 'list') AS list,
    sum(n) FILTER (standing = 'spam') AS spam,
    sum(n) FILTER (standing = 'contact' AND started_by = 'desk') AS by_desk,
    sum(n) FILTER (standing = 'contact' AND started_by = 'machine') AS by_machine,
    sum(unanswered) FILTER (counted) AS unanswered,
    sum(written_done) FILTER (counted) / sum(written) FILTER (counted) AS answered,
    sum(on_the_spot) FILTER (counted) AS on_the_spot,
    sum(passed) FILTER (counted) / sum(teams_known) FILTER (counted) AS passed_on,
    sum(issues_done) FILTER (counted) / sum(issues) FILTER (counted) AS first_time,
    sum(calls_in_time) FILTER (counted) / sum(offered) FILTER (counted) AS calls_in_time,
    sum(gave_up) FILTER (counted) / sum(ends_known) FILTER (counted) AS gave_up,
    sum(work_s) FILTER (counted) / sum(handled) FILTER (counted) AS handling_s,
    sum(chats_in_time) FILTER (counted) / sum(chats) FILTER (counted) AS chats_in_time
FROM (SELECT *, standing = 'contact' AND started_by = 'customer' AS counted FROM daily)
GROUP BY GROUPING SETS ((now), (now, channel))
