struct A { 1: A a = {} }

struct B { 1: C c }
struct C { 1: optional B b = {"c": {}} }

struct Fine { 1: optional Fine next, 2: Leaf leaf = {"value": 1}, 3: list<Fine> more = [] }
struct Leaf { 1: i32 value, 2: i32 other }
