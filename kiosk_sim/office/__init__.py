"""The simulated office (HRSS back end): an HTTP service by its contract openapi.yaml, a database, its own faults."""
