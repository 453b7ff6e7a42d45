struct Point { 1: i32 x }
exception Away { 1: Point where }

service Base {
    void ping(),
    Point move(1: Point point) throws (1: Away away),
}
