"""Measures of the product beside its peers, one module a subject."""
