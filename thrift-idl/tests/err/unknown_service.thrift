service Users {}
service Admins extends User {}
struct S {}
service UserService2 extends UserService3 {}
