"""字段保护: which class of protection every field of every table has; `fields.csv` is the one place that says so."""
