"""What comes after an inspection: the next one, visits, monitoring and deadlines."""
