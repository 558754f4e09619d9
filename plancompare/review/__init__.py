"""What a reader says against the findings, applied where it is true of all that follows from them.

    file ─ read_review ─▶ Review ─ entries_of ─▶ entries ─┬─ apply_to_plan       before anything is compared
                                                          ├─ apply_to_changes    before two texts are judged
                                                          ├─ apply_to_labels     before words are counted
                                                          └─ apply_to_rows       before sections are gathered in rows
                                                                 └─▶ outcomes ─ told ─▶ Overruled

An entry holds for the very documents it was made for, known by their digests, and only as long as the words it quotes
stand where they stood. What cannot be applied is told with its reason and changes nothing.

`entries` reads files and finds the words again, `plans`, `changes`, `labels` and `sections` apply what is said of them.
`diff` imports the first three alone, because it need not load what compares plans.
"""
