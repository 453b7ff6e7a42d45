include "people.thrift"
include "places.thrift"
include "stock.thrift"

struct Order {
  1: people.Person buyer = {"name": "Ada"},
  2: list<stock.Article> articles,
  3: places.Place to,
  4: stock.Label label = "none"
}
