"""Measured comparisons, one module per subject; ``python -m benchmarks [subject ...]`` runs them."""
