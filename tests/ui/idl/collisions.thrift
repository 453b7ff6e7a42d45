struct user_info { 1: i32 a }
struct UserInfo { 1: string b }
struct Team { 1: set<UserInfo> users }
const UserInfo ADA = {"b": "Ada"}
const Limits LIMITS = {"max_len": 7}
struct Limits { 1: i32 maxLen, 2: i32 max_len }
struct Names { 1: i32 self, 2: i32 self_ }
service Pages { void getURL(), void get_u_r_l() }
service pages { UserInfo user() throws (1: Lost lost) }
service Admin extends pages { }
exception Lost { }
