inculde "inc/shared.thrift"
namspace cpp x
enmu E { A }
sevice S extnds T { void f() }
unoin U { 1: i32 a }
expection X {}
cosnt i32 C = 1
struct A { 1: requird i32 a, 2: lsit<i32> b, 3: E e = E.A, 4: optional strin c, 5: flaot d }
