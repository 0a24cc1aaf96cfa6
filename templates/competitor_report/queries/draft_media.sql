-- The media of the profile's brands in the months that the report compares, the largest first; those that are no id get a number.
WITH profile AS (SELECT DISTINCT word FROM (SELECT unnest($profile::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true))),
     media AS (
       SELECT min(medium) AS word, row_number() OVER (ORDER BY sum(amount) DESC, min(medium)) AS place
       FROM spend SEMI JOIN profile ON lower(spend.brand) = profile.word
       WHERE month BETWEEN $first AND $last
       GROUP BY lower(medium)
     )
SELECT CASE WHEN regexp_full_match(word, '[A-Za-z0-9][A-Za-z0-9._-]{0,31}') THEN word ELSE 'm' || place END AS id, word
FROM media
ORDER BY place
LIMIT 40
