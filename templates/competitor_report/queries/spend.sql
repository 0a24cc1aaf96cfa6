-- One row for each month, brand and medium that the report compares; amounts in the unit of the report.
-- In a file that is declared complete, a cell without a record in a month that the file has is 0.
WITH brands AS (SELECT DISTINCT * FROM (SELECT unnest($brands::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true))),
     media AS (SELECT DISTINCT * FROM (SELECT unnest($media::STRUCT(id VARCHAR, word VARCHAR)[], recursive := true))),
     gaps AS (SELECT unnest($gaps::STRUCT(brand VARCHAR, medium VARCHAR, month VARCHAR)[], recursive := true)),
     starts AS (SELECT unnest($first_months::STRUCT(id VARCHAR, first_month VARCHAR)[], recursive := true)),
     used AS (SELECT * FROM spend WHERE month BETWEEN $first AND $last),
     told AS (
       SELECT used.month, brands.id AS brand, media.id AS medium, sum(used.amount) AS amount
       FROM used JOIN brands ON lower(used.brand) = brands.word JOIN media ON lower(used.medium) = media.word
       GROUP BY ALL
     ),
     nothing AS (
       SELECT months.month, starts.id AS brand, media.id AS medium, 0.00 AS amount
       FROM (SELECT DISTINCT month FROM used) AS months, starts, (SELECT DISTINCT id FROM media) AS media
       WHERE $complete::BOOLEAN AND months.month >= coalesce(starts.first_month, '')
         AND NOT EXISTS (FROM told WHERE told.month = months.month AND told.brand = starts.id AND told.medium = media.id)
         AND NOT EXISTS (FROM gaps WHERE gaps.month = months.month AND gaps.brand = starts.id AND coalesce(gaps.medium, media.id) = media.id)
     )
SELECT month, brand, medium, amount * $factor::DECIMAL(7, 6) AS amount
FROM (FROM told UNION ALL FROM nothing)
ORDER BY month, brand, medium
