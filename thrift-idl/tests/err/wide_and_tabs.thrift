struct A {
	1: i32	a = "中文",	2: Bogus b, // 中
	3: string s = "中文", 4: Bogos c,
}
