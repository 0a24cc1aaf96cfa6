-- Brands that the report does not know, each once with its first record.
WITH brands AS (SELECT DISTINCT word FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true)))
SELECT min(record) AS record, 'brand' AS "column", brand AS value, count(*) AS records
FROM spend ANTI JOIN brands ON lower(spend.brand) = brands.word
WHERE NOT $leave_out::BOOLEAN AND brand IS NOT NULL
GROUP BY brand
ORDER BY 1
LIMIT 51
