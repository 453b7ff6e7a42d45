enum E {
  A,
  B,
  A = 7,
}
