const string A = "a\x41 b\0 c\n"
