namespace java a.b
struct X {}
