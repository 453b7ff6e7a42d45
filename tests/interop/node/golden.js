"use strict";
// What Node's library writes: `golden.js DIRECTORY` writes a file for each protocol. It has no type for other keys.

const fs = require("fs");
const path = require("path");
const thrift = require("thrift");
const { samples } = require("./samples");

const PROTOCOLS = { binary: thrift.TBinaryProtocol, compact: thrift.TCompactProtocol, json: thrift.TJSONProtocol };

for (const [name, Protocol] of Object.entries(PROTOCOLS)) {
  const chunks = [];
  const transport = new thrift.TBufferedTransport(undefined, (chunk) => chunks.push(chunk));
  const protocol = new Protocol(transport);
  // In JSON it writes nothing but messages.
  if (name === "json") protocol.writeMessageBegin("", 1, 0);
  samples().everything.plain.write(protocol);
  if (name === "json") protocol.writeMessageEnd();
  transport.flush();
  const bytes = Buffer.concat(chunks);
  const value = name === "json" ? bytes.subarray('[1,"",1,0,'.length, -1) : bytes;
  fs.writeFileSync(path.join(process.argv[2], `plain.${name}`), value);
}
