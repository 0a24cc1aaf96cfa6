-- What the file holds that the report uses: records, first and last month.
WITH brands AS (SELECT DISTINCT word FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true)))
SELECT count(*) AS records, min(month) AS first_month, max(month) AS last_month
FROM spend JOIN brands ON lower(spend.brand) = brands.word
WHERE month BETWEEN $first AND $last
