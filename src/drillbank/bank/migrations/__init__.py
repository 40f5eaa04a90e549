"""The schema's history, one numbered step a file; never edited once released."""
