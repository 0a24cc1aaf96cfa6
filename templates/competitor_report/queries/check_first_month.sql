-- Records of a brand before the month that the report says it began in.
WITH brands AS (SELECT DISTINCT * FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true))),
     starts AS (SELECT unnest($first_months::STRUCT(id VARCHAR, first_month VARCHAR)[], recursive := true))
SELECT record, 'month' AS "column", spend.month AS value, spend.brand
FROM spend JOIN brands ON lower(spend.brand) = brands.word JOIN starts ON starts.id = brands.id
WHERE spend.month < starts.first_month AND spend.month BETWEEN $first AND $last
ORDER BY record
LIMIT 51
