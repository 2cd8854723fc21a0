"""走访任务的计算: what somebody owes in a period, what he has done of it, and which records say so."""
