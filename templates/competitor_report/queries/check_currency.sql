-- Records in another currency than the report's, each currency once with its first record.
WITH brands AS (SELECT DISTINCT word FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true)))
SELECT min(record) AS record, 'currency' AS "column", currency AS value, count(*) AS records, $currency AS expected
FROM spend SEMI JOIN brands ON lower(spend.brand) = brands.word
WHERE month BETWEEN $first AND $last AND upper(currency) <> $currency
GROUP BY currency
ORDER BY 1
LIMIT 51
