"""接口密钥: what a program of another house shows instead of a person, and how little it may do with it (ADR 0062)."""
