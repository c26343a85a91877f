"""`mtlint lsp`: articles checked in an editor while they are written.

A message travels one way: `server` takes it, `documents` knows what is open and whether what was found in it still holds, `checking`
goes from text to findings in a process of its own, and `diagnostics`, `actions` and `hover` say them as editors expect. `settings`
tells what governs a document: its project's file, and what the editor was told.
"""
