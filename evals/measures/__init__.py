"""How good one ranking or one answer is: small functions of plain values, defined as in the table of `catalogue`."""
