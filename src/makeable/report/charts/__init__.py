"""Charts as SVG text, one file per kind of chart."""
