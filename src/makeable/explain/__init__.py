"""Explaining: facts and proofs as sentences, and who may see what."""
