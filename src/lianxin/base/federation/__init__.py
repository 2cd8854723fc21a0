"""统一登录: whom the county's own identity provider vouches for; linked once to an account that exists (ADR 0073)."""
