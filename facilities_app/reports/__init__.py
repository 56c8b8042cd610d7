"""Paper and files: every list as Excel, PDF and CSV, and the inspection checklists."""
