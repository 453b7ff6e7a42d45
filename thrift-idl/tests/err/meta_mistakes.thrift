@Bad{a = 1
struct A { 1: i32 a }
@ Detached
struct B { @Also{x = [1, {2: 3}]} 1: Nope n }
const A X = A{b = 1}
const A Y = B{}
const A Z = Nope{}
