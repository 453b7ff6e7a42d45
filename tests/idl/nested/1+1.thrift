struct Odd { 1: i32 a }
