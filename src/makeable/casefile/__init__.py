"""Documents and the model: reading, checking, writing, and foreign formats."""

from makeable.casefile.load import Reading, load, read_case, read_case_text

__all__ = ["Reading", "load", "read_case", "read_case_text"]
