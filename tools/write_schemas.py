"""Write the JSON Schema files of the package: python tools/write_schemas.py."""

from ofsted_frameworks import schema

if __name__ == "__main__":
    for name, text in schema.schema_files().items():
        (schema.FOLDER / name).write_text(text, encoding="utf-8")
        print(f"wrote {name}")
