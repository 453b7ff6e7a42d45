struct A { 1: i32 a = "‮é😀", 2: Bogus b }
