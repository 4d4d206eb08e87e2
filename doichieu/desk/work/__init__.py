"""The worker: one process that reads, compares, draws and exports, one module for each kind of job."""
