"""Conflict: the graph model, stable outcomes when parties may move and counter-move."""
