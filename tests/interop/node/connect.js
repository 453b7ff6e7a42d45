"use strict";
// Connections, whose calls fail when the connection does.

const thrift = require("thrift");
const { certificate, parse } = require("./dialect");

const TIMEOUT_MS = 5_000;

// With a name, the client names its service by it.
exports.connect = function ([host, port], transport, protocol, service, name) {
  const dialect = parse(transport, protocol);
  const options = { ...dialect.options, connect_timeout: TIMEOUT_MS };
  let connection;
  if (dialect.isHttp) {
    connection = thrift.createHttpConnection(host, port, { ...options, path: "/service" });
  } else if (dialect.isTls) {
    connection = thrift.createSSLConnection(host, port, { ...options, ca: certificate("ca.pem") });
  } else {
    connection = thrift.createConnection(host, port, options);
  }
  const create = dialect.isHttp ? thrift.createHttpClient : thrift.createClient;
  const multiplexer = new thrift.Multiplexer();
  const client = name ? multiplexer.createClient(name, service, connection) : create(service, connection);
  const broken = new Promise((_, reject) => {
    connection.on("error", reject);
    connection.on("close", () => reject(new Error("closed")));
  });
  broken.catch(() => {});
  if (dialect.subprotocol !== undefined) client.output.setProtocolId(dialect.subprotocol);
  return {
    client,
    call(method, ...args) {
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer after ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
      });
      return Promise.race([client[method](...args), broken, late]).finally(() => clearTimeout(timer));
    },
    end() {
      if (connection.end) connection.end();
    },
  };
};
