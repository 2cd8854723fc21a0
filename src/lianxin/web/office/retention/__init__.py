"""到期清理的页面: what will be restricted and erased, what is held, the periods, the list of what was destroyed."""
