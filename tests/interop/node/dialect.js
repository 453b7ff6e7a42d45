"use strict";
// What a client or server is to speak: a transport and a protocol, as `target.py` has them.

const fs = require("fs");
const path = require("path");
const thrift = require("thrift");

const TRANSPORTS = {
  unframed: thrift.TBufferedTransport,
  framed: thrift.TFramedTransport,
  header: thrift.TBufferedTransport,
  http: thrift.TBufferedTransport,
  tls: thrift.TBufferedTransport,
  "tls-framed": thrift.TFramedTransport,
};

const PROTOCOLS = {
  binary: thrift.TBinaryProtocol,
  compact: thrift.TCompactProtocol,
  json: thrift.TJSONProtocol,
};

// Of `THeaderTransport`, which the library does not export.
const SUBPROTOCOLS = { binary: 0, compact: 2 };

exports.parse = function (transport, protocol) {
  if (!TRANSPORTS[transport] || !PROTOCOLS[protocol]) {
    throw new Error(`unknown dialect ${transport} ${protocol}`);
  }
  const isHeader = transport === "header";
  return {
    isHttp: transport === "http",
    isTls: transport.startsWith("tls"),
    subprotocol: isHeader ? SUBPROTOCOLS[protocol] : undefined,
    options: {
      transport: TRANSPORTS[transport],
      protocol: isHeader ? thrift.THeaderProtocol : PROTOCOLS[protocol],
    },
  };
};

// A file of those that `interop-certificates` has made.
exports.certificate = (name) => fs.readFileSync(path.join(process.env.INTEROP_CERTIFICATES, name));
