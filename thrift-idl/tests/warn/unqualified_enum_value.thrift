include "inc/shared.thrift"
enum E { A, B }
const E X = A
const shared.Color Y = RED
const shared.Color Z = Color.RED
