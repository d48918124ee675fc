"""Write the JSON Schema files of the package: python tools/write_schemas.py."""

from ofsted_frameworks import schema

if __name__ == "__main__":
    schema.write_files()
    print(f"wrote {', '.join(schema.schema_files())}")
