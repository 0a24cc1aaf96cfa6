-- Amounts below zero, as the file has them: a credit is booked where it belongs, never as spend.
WITH brands AS (SELECT DISTINCT word FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true)))
SELECT record, 'amount' AS "column", amount * $in_file::DECIMAL(7, 6) AS value, month, brand, medium
FROM spend SEMI JOIN brands ON lower(spend.brand) = brands.word
WHERE amount < 0 AND month BETWEEN $first AND $last
ORDER BY record
LIMIT 51
