"""保管期限: how long each kind of record is kept, what happens then; first restricted, then erased (ADR 0056)."""
