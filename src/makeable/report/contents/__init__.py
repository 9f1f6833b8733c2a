"""Contents: what a report says about each finding, as blocks."""
