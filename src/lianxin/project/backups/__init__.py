"""备份与恢复: one encrypted file, made while people work; put back, verified, on an empty place (ADR 0048)."""
