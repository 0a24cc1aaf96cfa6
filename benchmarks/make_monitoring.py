"""A monitoring file of invented brands: as large as asked, always the same for one seed.

    python benchmarks/make_monitoring.py FILE.csv [--records 5000000] [--seed 7] [--months 24] [--first 2024-11]

Each record is a day, a city, a category, a brand, a medium and an amount in yuan, the columns that an advertising monitor delivers. Every
brand of every category has records in every medium and month, so that a report of any category is complete.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import duckdb

CATEGORIES = 40
BRANDS = 6
"""Brands of a category; the first of each is the client's."""

MEDIA = ("短视频与信息流", "电梯屏", "电商站内", "户外与公交")
CITIES = ("云屿", "南汀", "北泽", "松岬", "月湾", "石浦", "青堰", "白渡")

QUERY = """
    COPY (
      WITH numbers AS (SELECT range AS n, (hash(range + {seed}) >> 2)::BIGINT AS h FROM range({records})),
           cells AS (
             SELECT n, h,
                    n % {months} AS month,
                    (n // {months}) % {media} AS medium,
                    (n // ({months} * {media})) % {brands} AS brand,
                    (n // ({months} * {media} * {brands})) % {categories} AS category
             FROM numbers
           )
      SELECT strftime(DATE '{first}-01' + to_months(month::INT) + to_days((h % 28)::INT), '%Y-%m-%d') AS "日期",
             {cities}[1 + (h // 31) % {count}] AS "城市",
             'C' || lpad(category::VARCHAR, 2, '0') AS "品类",
             'c' || lpad(category::VARCHAR, 2, '0') || '-b' || (brand + 1) AS "品牌",
             {names}[1 + medium] AS "媒体",
             n AS "监测编号",
             printf('%d.%02d', 200 + (h // 1009) % 90000, (h // 7919) % 100) AS "刊例花费"
      FROM cells
    ) TO '{path}' (HEADER, DELIMITER ',')
"""


def make(path: Path, records: int, seed: int = 7, months: int = 24, first: str = "2024-11") -> None:
    """Write the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(config={"threads": "2", "memory_limit": "600MB", "preserve_insertion_order": "true"})
    words = {
        "seed": seed, "records": records, "months": months, "first": first, "media": len(MEDIA), "brands": BRANDS, "categories": CATEGORIES,
        "count": len(CITIES), "cities": list(CITIES), "names": list(MEDIA), "path": str(path).replace("'", "''"),
    }  # fmt: skip
    connection.execute(QUERY.format_map(words))
    connection.close()


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description="Write a monitoring file of invented brands.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--records", type=int, default=5_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--first", default="2024-11")
    wanted = parser.parse_args()
    make(wanted.path, wanted.records, wanted.seed, wanted.months, wanted.first)
    print(f"{wanted.path}: {wanted.records:,} records, {wanted.path.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
