struct A {
  // größe
  1: Bogus cafÃ©,
}
