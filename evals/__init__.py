"""The sample collection, graded questions, metrics and benchmarks. Imports point from here to `rag`, never back."""
