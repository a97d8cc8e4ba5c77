"""Whatever bytes stand in a file that people write: it is read, or refused with words that help."""
