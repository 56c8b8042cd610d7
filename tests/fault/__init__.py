"""Kills, full disks, damaged files: what was acknowledged stays, and what is wrong is said."""
