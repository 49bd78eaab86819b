"""What is asked and printed: checklists read from XLSForm workbooks, typed answers, official documents."""
