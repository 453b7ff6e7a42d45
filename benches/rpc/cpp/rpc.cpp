// Apache's TNonblockingServer in C++, for the RPC bench, which compiles and runs it. Its argument is the number of threads that
// do its I/O; handlers run in them.
//
// It prints the address that it listens at, and then answers lines:
//
//   usage    with the CPU seconds that it has taken
//   memory   with the bytes that it has in memory
//
// Anything else, or the end of the input, ends it.

#include <time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <thread>

#include <thrift/TOutput.h>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/server/TNonblockingServer.h>
#include <thrift/transport/TNonblockingServerSocket.h>

#include "Echo.h"

using apache::thrift::protocol::TBinaryProtocolFactory;
using apache::thrift::server::TNonblockingServer;
using apache::thrift::server::TServerEventHandler;
using apache::thrift::transport::TNonblockingServerSocket;

namespace {

class Handler final : public EchoIf {
 public:
  void echoUser(User& result, const User& value) override { result = value; }
  void echoBlob(Blob& result, const Blob& value) override { result = value; }
  void echoOrder(Order& result, const Order& value) override { result = value; }
};

double cpu_seconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

int64_t memory() {
  std::ifstream statm("/proc/self/statm");
  int64_t all = 0;
  int64_t resident = 0;
  statm >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

void answer() {
  for (std::string question; std::getline(std::cin, question);) {
    if (question == "usage") {
      std::cout << cpu_seconds() << std::endl;
    } else if (question == "memory") {
      std::cout << memory() << std::endl;
    } else {
      break;
    }
  }
  _exit(0);
}

// Says where the server listens once it does.
class Ready final : public TServerEventHandler {
 public:
  explicit Ready(TNonblockingServer& server) : server_(server) {}

  void preServe() override { std::cout << "127.0.0.1:" << server_.getListenPort() << std::endl; }

 private:
  TNonblockingServer& server_;
};

}  // namespace

int main(int argc, char** argv) {
  // It logs its start.
  apache::thrift::GlobalOutput.setOutputFunction([](const char*) {});
  std::cout.precision(12);
  std::thread(answer).detach();
  TNonblockingServer server(std::make_shared<EchoProcessor>(std::make_shared<Handler>()),
                            std::make_shared<TBinaryProtocolFactory>(),
                            std::make_shared<TNonblockingServerSocket>("127.0.0.1", 0));
  server.setNumIOThreads(argc > 1 ? std::atoi(argv[1]) : 1);
  server.setServerEventHandler(std::make_shared<Ready>(server));
  server.serve();
}
