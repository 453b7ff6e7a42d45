typedef string Label

struct Article { 1: Label label }
struct Shelf { 1: i32 number }
