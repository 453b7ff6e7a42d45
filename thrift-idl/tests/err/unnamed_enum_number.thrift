enum Color { RED = 1, GREEN = 2 }
const Color C = 3
