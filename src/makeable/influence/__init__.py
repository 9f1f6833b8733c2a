"""Influence: the map of who moves whom, stances as they may shift, and the order in which to approach people."""
