"""Widgets that know the theme and nothing of the trade. Import each from its module."""
