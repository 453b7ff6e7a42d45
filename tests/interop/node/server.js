"use strict";
// A server of Node's library: `server.js SERVICE TRANSPORT PROTOCOL`. Prints its address, and serves until it is ended: the
// contract alone, or `multiplexed` beside another service, each by its name.

const thrift = require("thrift");
const Contract = require("Contract");
const { certificate, parse } = require("./dialect");
const { handler } = require("./handler");
const ids = require("./ids");

const [service, ...what] = process.argv.slice(2);
const dialect = parse(...what);
const tls = dialect.isTls ? { cert: certificate("server.pem"), key: certificate("server.key") } : undefined;

function listener() {
  if (service === "multiplexed") {
    const processor = new thrift.MultiplexedProcessor();
    processor.registerProcessor("Contract", new Contract.Processor(handler));
    processor.registerProcessor("Registry", new ids.Processor());
    return dialect.isHttp
      ? thrift.createWebServer({ services: { "/service": { ...dialect.options, processor } }, cors: {} })
      : thrift.createMultiplexServer(processor, { ...dialect.options, tls });
  }
  return dialect.isHttp
    ? thrift.createWebServer({ services: { "/service": { ...dialect.options, processor: Contract, handler } }, cors: {} })
    : thrift.createServer(Contract, handler, { ...dialect.options, tls });
}

const server = listener();
// It is to end neither with a connection that breaks nor with one that it does not understand.
server.on("error", (error) => console.error("error", error));
server.listen(0, "127.0.0.1", () => console.log(`listening on 127.0.0.1:${server.address().port}`));
