"""Readers of what Ofsted publishes: workbooks and reports."""
