"""导入: a ledger of any kind comes in from a file, by the commands of the house, and can go out again.

`kinds` is the register: a room declares a kind of ledger when its app is ready (columns, checks, the command that takes a
row in, how that is undone). `files` reads a file by a kind, `commands` are the steps from upload to undo, `sample` draws
the blank sheet. The ledger of concerns has its own importer in `work/concerns`, for tens of thousands of lines at once.
"""
