"""Coalitions: who can make it, who can break it, who would walk away."""
