enum A { X = 2147483647, Y }
enum B { Z = 2147483648 }
