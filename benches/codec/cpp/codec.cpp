// Apache's C++ library with templated protocols, for the codec bench, which compiles and runs it.
//
// Commands come in lines; the answer to each is a line, and for `load` the bytes that it announces.
//
//   load TYPE PROTOCOL LENGTH   and LENGTH bytes: decodes them, as the first, second, … message, whose number from 0 is its
//                               SLOT; answers with the length of what they encode to, and with the bytes
//   encode SLOT TIMES           answers with nanoseconds
//   decode SLOT TIMES           likewise

#include <malloc.h>
#include <time.h>

#include <cstdint>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/protocol/TCompactProtocol.h>
#include <thrift/transport/TBufferTransports.h>

#include "codec_types.h"
#include "parquet_types.h"

using apache::thrift::protocol::TBinaryProtocolT;
using apache::thrift::protocol::TCompactProtocolT;
using apache::thrift::transport::TMemoryBuffer;

namespace {

// Keeps the compiler from leaving out what nobody looks at.
template <class T>
void look_at(T& value) {
  asm volatile("" : : "r"(&value) : "memory");
}

// Nanoseconds for which this thread was running, see the bench's `src/clock.rs`.
int64_t now() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

class Slot {
 public:
  virtual ~Slot() = default;
  virtual int64_t encode(uint64_t times) = 0;
  virtual int64_t decode(uint64_t times) = 0;
  virtual std::string encoded() = 0;
};

template <class T, template <class> class Protocol>
class Typed final : public Slot {
 public:
  explicit Typed(std::string message)
      : message_(std::move(message)),
        in_(std::make_shared<TMemoryBuffer>()),
        out_(std::make_shared<TMemoryBuffer>()),
        reader_(in_),
        writer_(out_) {
    point_at_message();
    value_.read(&reader_);
  }

  int64_t encode(uint64_t times) override {
    return time(times, [this] {
      out_->resetBuffer();
      value_.write(&writer_);
      look_at(*out_);
    });
  }

  int64_t decode(uint64_t times) override {
    return time(times, [this] {
      point_at_message();
      T value;
      value.read(&reader_);
      look_at(value);
    });
  }

  std::string encoded() override {
    encode(1);
    return out_->getBufferAsString();
  }

 private:
  // The library's way to read bytes that are in memory, in a transport that is used again. It is not for free: inside of
  // `resetBuffer` a configuration is allocated.
  void point_at_message() {
    // Else the limit of 100 MB for a message would hold for all of them.
    in_->readEnd();
    auto* bytes = reinterpret_cast<uint8_t*>(&message_[0]);
    in_->resetBuffer(bytes, static_cast<uint32_t>(message_.size()), TMemoryBuffer::OBSERVE);
  }

  template <class Operation>
  static int64_t time(uint64_t times, Operation operation) {
    const int64_t start = now();
    for (uint64_t i = 0; i < times; i++) {
      operation();
    }
    return now() - start;
  }

  std::string message_;
  T value_;
  std::shared_ptr<TMemoryBuffer> in_;
  std::shared_ptr<TMemoryBuffer> out_;
  Protocol<TMemoryBuffer> reader_;
  Protocol<TMemoryBuffer> writer_;
};

template <class T>
std::unique_ptr<Slot> load(const std::string& protocol, std::string message) {
  if (protocol == "binary") {
    return std::make_unique<Typed<T, TBinaryProtocolT>>(std::move(message));
  }
  if (protocol == "compact") {
    return std::make_unique<Typed<T, TCompactProtocolT>>(std::move(message));
  }
  throw std::runtime_error("no such protocol");
}

using Load = std::unique_ptr<Slot> (*)(const std::string&, std::string);

const std::map<std::string, Load> types = {
    {"User", load<User>},       {"Mixed", load<Mixed>},     {"Longs", load<Longs>},   {"Ints", load<Ints>},
    {"Doubles", load<Doubles>}, {"Strings", load<Strings>}, {"Points", load<Points>}, {"Feed", load<Feed>},
    {"FileMetaData", load<parquet::FileMetaData>},
};

}  // namespace

int main() {
  // As the bench does for itself, see its `src/allocations.rs`.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  std::vector<std::unique_ptr<Slot>> slots;
  std::string command;
  while (std::cin >> command) {
    if (command == "load") {
      std::string type, protocol;
      size_t length = 0;
      std::cin >> type >> protocol >> length;
      std::cin.get();
      std::string message(length, '\0');
      std::cin.read(&message[0], static_cast<std::streamsize>(length));
      slots.push_back(types.at(type)(protocol, std::move(message)));
      const std::string encoded = slots.back()->encoded();
      std::cout << encoded.size() << '\n' << encoded;
    } else {
      size_t slot = 0;
      uint64_t times = 0;
      std::cin >> slot >> times;
      std::cout << (command == "encode" ? slots.at(slot)->encode(times) : slots.at(slot)->decode(times)) << '\n';
    }
    std::cout.flush();
  }
}
