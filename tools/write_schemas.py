"""Write the JSON Schema files of the package anew: python tools/write_schemas.py."""

import sys

from ofsted_frameworks import schema

if __name__ == "__main__":
    for name in schema.schema_names():
        print(f"{name}.json is written")
    schema.write_files()
    sys.exit()
