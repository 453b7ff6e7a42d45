service Users {}
service Admins extends User {}
struct S {}
