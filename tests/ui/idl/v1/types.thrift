typedef i32 Id
