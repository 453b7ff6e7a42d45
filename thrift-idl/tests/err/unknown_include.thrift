include "inc/shared.thrift"
struct A {
  1: share.Color color,
  2: other.Thing thing,
  3: shared.Colour color2,
  4: Color color3,
}
const shared.Color C = shared.Color.GREN
