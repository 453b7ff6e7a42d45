struct Tree {
  1: required Node root,
}
typedef Tree Subtree
struct Node {
  1: required Subtree left,
  2: optional Node right,
  3: required list<Node> more,
}
struct Self { 1: required Self me }
struct Fine { 1: optional Fine a, 2: Fine b, 3: required map<string, Fine> c, 4: required U u }
union U { 1: Fine f }
