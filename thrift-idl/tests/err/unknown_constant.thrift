enum Color { RED, GREEN }
const i32 LIMIT = 3
const i32 A = LIMTI
const Color B = Color.GREN
const Color C = GREN
const Color D = Colour.RED
const bool E = True
const list<i32> F = [LIMIT, LIMT]
