"""Sets a checkout up on a fresh machine: `python3 -m facilities_app.develop start` or `test`.

Runs before anything is installed, so only the standard library is imported here, and nothing of the
program. The syntax stays readable for older Pythons, so that they can be told what they lack.
"""
