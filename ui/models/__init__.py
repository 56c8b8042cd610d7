"""Models for Qt's views."""
