"""演示密码: the one password that is printed. Whoever comes with it is a demo account, whenever its county was made."""

PRINTED = "lianxin-2026"
