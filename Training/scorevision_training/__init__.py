"""The recipe of Score Vision's default model: labelled folders in, a model package out."""
