-- Amounts in another currency than the report's, each currency once with its first record.
WITH brands AS (SELECT DISTINCT word FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true)))
SELECT min(record) AS record, 'currency' AS "column", coalesce(currency, $file_currency) AS value, count(*) AS records, $currency AS expected
FROM spend SEMI JOIN brands ON lower(spend.brand) = brands.word
WHERE month BETWEEN $first AND $last AND upper(coalesce(currency, $file_currency)) <> $currency
GROUP BY 3
ORDER BY 1
LIMIT 51
