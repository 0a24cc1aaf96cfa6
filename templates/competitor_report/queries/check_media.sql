-- Media of the report's brands that the report does not know, each once with its first record.
WITH brands AS (SELECT DISTINCT word FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true))),
     media AS (SELECT DISTINCT word FROM (SELECT unnest($media::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true)))
SELECT min(record) AS record, 'medium' AS "column", medium AS value, count(*) AS records
FROM spend SEMI JOIN brands ON lower(spend.brand) = brands.word ANTI JOIN media ON lower(spend.medium) = media.word
WHERE month BETWEEN $first AND $last AND medium IS NOT NULL
GROUP BY medium
ORDER BY 1
LIMIT 51
