-- A record that is not the only one of its month, brand and medium, where there is any: the file has one for each day, or each spot.
SELECT min(record) AS record
FROM spend
WHERE month BETWEEN $first AND $last
GROUP BY month, lower(brand), lower(medium)
HAVING count(*) > 1
LIMIT 1
