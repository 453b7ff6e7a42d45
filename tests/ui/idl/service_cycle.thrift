service A extends B { void f() }
service B extends A { void g() }
service C extends A { void h() }
