"""The local authorities of England, as they were since 2009."""
