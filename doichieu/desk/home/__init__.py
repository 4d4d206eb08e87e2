"""The first page: drafts come in, jobs run, reviews are listed."""
