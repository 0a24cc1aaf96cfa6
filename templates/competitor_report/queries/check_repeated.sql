-- Records that equal an earlier one in every part of the key.
WITH brands AS (SELECT DISTINCT word FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true))),
     keyed AS (
       SELECT record, month, brand, medium,
              hash(
                CASE WHEN list_contains($key::VARCHAR[], 'month') THEN month END,
                CASE WHEN list_contains($key::VARCHAR[], 'brand') THEN brand END,
                CASE WHEN list_contains($key::VARCHAR[], 'medium') THEN medium END,
                CASE WHEN list_contains($key::VARCHAR[], 'amount') THEN amount END,
                CASE WHEN list_contains($key::VARCHAR[], 'currency') THEN currency END,
                CASE WHEN list_contains($key::VARCHAR[], 'detail') THEN detail END
              ) AS likeness
       FROM spend SEMI JOIN brands ON lower(spend.brand) = brands.word
       WHERE month BETWEEN $first AND $last
     )
SELECT later.record, 'month' AS "column", later.month AS value, later.month, later.brand, later.medium, first.record AS earlier
FROM (SELECT likeness, min(record) AS record FROM keyed GROUP BY likeness HAVING count(*) > 1) AS first
JOIN keyed AS later ON later.likeness = first.likeness AND later.record > first.record
ORDER BY later.record
LIMIT 51
