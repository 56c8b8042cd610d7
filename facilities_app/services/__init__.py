"""What people do with the program, one module a family of use cases. Qt-free; rows in and out are values."""
