struct A {
  1: Bogus a,
}
