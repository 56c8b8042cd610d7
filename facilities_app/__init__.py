"""廳舍管家: the part of the program that needs no screen."""

__version__ = "0.1.0"
