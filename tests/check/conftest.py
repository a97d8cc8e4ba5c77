"""What pytest collects here."""

# Run by test_methods.py, with packages that the project does not have.
collect_ignore = ["independent.py"]
