struct User {
  1: string name,
}
const User U = {"nmae": "x"}
