"""Many inspections of many authorities."""
