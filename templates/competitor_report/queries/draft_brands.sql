-- The brands of the months that the report compares, the largest first: their id where the profile knows them, and the month in which they
-- began where that is one of these and not the first of the file.
WITH profile AS (SELECT DISTINCT * FROM (SELECT unnest($profile::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true))),
     used AS (
       SELECT coalesce(profile.id, lower(spend.brand)) AS whose, profile.id AS id, spend.brand AS word, spend.month, spend.amount
       FROM spend LEFT JOIN profile ON lower(spend.brand) = profile.word
     )
SELECT any_value(id) AS id, min(word) AS word,
       CASE WHEN min(month) > greatest($first, (SELECT min(month) FROM spend)) THEN min(month) END AS first_month
FROM used
GROUP BY whose
HAVING max(month) >= $first AND min(month) <= $last
ORDER BY sum(amount) FILTER (month BETWEEN $first AND $last) DESC, word
LIMIT 200
