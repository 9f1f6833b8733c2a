"""makeable: the workbench for negotiation by mutual gains among many parties over many issues."""
