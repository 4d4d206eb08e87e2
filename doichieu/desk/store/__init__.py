"""What a desk keeps: models and migrations, files by hash, the log of acts, the queue of jobs."""
