"""Writes the footers that the codec bench decodes: of a Parquet file of ten columns, and of one of a thousand.

    pip install pyarrow==26.0.1
    python3 benches/codec/parquet/footers.py

They are the metadata alone, without the file around it: a `FileMetaData` in the compact protocol, compressed by zlib. What is
written hangs on pyarrow's version, so that the files are checked in.
"""

import io
import pathlib
import random
import zlib

import pyarrow
import pyarrow.parquet

ROWS = 100
GROUPS = 10

FOLDER = pathlib.Path(__file__).parent


def column(number: int, rows: int) -> tuple[str, pyarrow.Array]:
    """Columns of common types, with values as tables have them."""
    source = random.Random(number)
    match number % 5:
        case 0:
            return f"id_{number}", pyarrow.array(range(number, number + rows), pyarrow.int64())
        case 1:
            return f"count_{number}", pyarrow.array([source.randrange(1000) for _ in range(rows)], pyarrow.int32())
        case 2:
            return f"price_{number}", pyarrow.array([source.randrange(10_000) / 100 for _ in range(rows)], pyarrow.float64())
        case 3:
            return f"name_{number}", pyarrow.array([f"name {source.randrange(1000)}" for _ in range(rows)], pyarrow.string())
        case _:
            times = [1_700_000_000_000_000 + 1_000_000 * row for row in range(rows)]
            return f"time_{number}", pyarrow.array(times, pyarrow.timestamp("us"))


def footer(columns: int, groups: int) -> bytes:
    """The metadata of a file with so many columns and row groups."""
    table = pyarrow.table(dict(column(number, ROWS * groups) for number in range(columns)))
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file, row_group_size=ROWS)
    written = file.getvalue()
    length = int.from_bytes(written[-8:-4], "little")
    return written[-8 - length : -8]


def main() -> None:
    for name, columns, groups in [("narrow", 10, 1), ("wide", 1000, GROUPS)]:
        bytes_ = footer(columns, groups)
        compressed = zlib.compress(bytes_, 9)
        (FOLDER / f"{name}.z").write_bytes(compressed)
        print(f"{name}: {len(bytes_)} bytes, compressed {len(compressed)}")


if __name__ == "__main__":
    main()
