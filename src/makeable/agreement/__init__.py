"""Agreements that hold: gaps, scenarios, self-enforcement and its repair, robustness, clauses, follow-up."""
