"""Trains Score Vision's default model: turns labelled folders into a model package."""
