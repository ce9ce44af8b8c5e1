"""Reads the data of a site by independent readers of the standards that they follow: JSON Schema,
CSV on the Web, data packages; and the archive. Usage: data.py FOLDER"""
import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import csvw
import frictionless
import jsonschema

site = Path(sys.argv[1])
wrong = []

schema = json.loads((site / "data/schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
sets = [path for path in site.rglob("*.csv") if path.with_suffix(".json").is_file()]
for path in sets:
    data = json.loads(path.with_suffix(".json").read_text())
    for error in list(validator.iter_errors(data))[:3]:
        wrong.append(f"{path.with_suffix('.json')}: {error.message}")
    # The same rows in both forms.
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    tables = [value for name, value in data.items() if isinstance(value, list) and name in schema["$defs"]]
    if [len(table) for table in tables] != [len(rows)]:
        wrong.append(f"{path}: {len(rows)} rows, not as in JSON")
    for row, other in zip(rows, tables[0]):
        if {name for name, cell in row.items() if cell} - other.keys():
            wrong.append(f"{path}: a row has more than in JSON")

# Each table beside a page by its own description, and those of the site by one for all.
described = list(site.rglob("*.metadata.json"))
for path in described:
    table = csvw.Table.from_file(path)
    try:
        rows = list(table.iterdicts(strict=True))
    except Exception as error:
        wrong.append(f"{path}: {error}")
        continue
    if not table.check_primary_key():
        wrong.append(f"{path}: two rows of one key")
group = csvw.TableGroup.from_file(site / "data/csv-metadata.json")
for table in group.tables:
    list(table.iterdicts(strict=True))
    if not table.check_primary_key():
        wrong.append(f"{table.url}: two rows of one key")

report = frictionless.validate(str(site / "data/datapackage.json"))
for row in report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]:
    wrong.append(f"data package: {row}")

archive = zipfile.ZipFile(site / "data/data.zip")
if archive.testzip():
    wrong.append(f"data.zip: {archive.testzip()} is broken")
for name in archive.namelist():
    if archive.read(name) != (site / "data" / name).read_bytes():
        wrong.append(f"data.zip: {name} is another than beside it")

for path in site.rglob("figures/*.svg"):
    if b"http://www.w3.org/2000/svg" not in path.read_bytes():
        wrong.append(f"{path}: no picture by itself")

if len(sets) < 10 or len(described) < 5 or len(group.tables) < 7:
    wrong.append(f"only {len(sets)} sets, {len(described)} descriptions, {len(group.tables)} tables were found")
for line in wrong[:40]:
    print(line, file=sys.stderr)
print(f"{len(sets)} sets of data, {len(described)} descriptions, {len(group.tables)} tables of the site, {len(archive.namelist())} files in the archive")
sys.exit(bool(wrong))
