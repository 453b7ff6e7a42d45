"use strict";
// A client of Node's library: `client.js ADDRESS TRANSPORT PROTOCOL` runs these cases on the server at this address.

const { randomUUID } = require("crypto");
const thrift = require("thrift");
const Contract = require("Contract");
const Later = require("Later");
const t = require("contract_types");
const { connect } = require("./connect");
const { raised, same } = require("./expect");
const { run } = require("./run");
const { EVERY_BYTE, HOSTILE, LONG, long, samples } = require("./samples");

const [address, transport, protocol] = process.argv.slice(2);
const Application = thrift.Thrift.TApplicationExceptionType;
const OURS = samples();

async function using(service, use) {
  const connection = connect(address.split(":"), transport, protocol, service);
  try {
    await use(connection.call, connection.client);
  } finally {
    connection.end();
  }
}

const sample = (method, name) => () =>
  using(Contract, async (call) => same(await call(method, name, OURS[method][name]), OURS[method][name]));

const echoes = (method, ...values) => () =>
  using(Contract, async (call) => {
    for (const value of values) same(await call(method, value), value);
  });

const CASES = {};
for (const [method, byName] of Object.entries(OURS)) {
  for (const name of Object.keys(byName)) CASES[`${method} ${name}`] = sample(method, name);
}

Object.assign(CASES, {
  echoBool: echoes("echoBool", true, false),
  echoByte: echoes("echoByte", -(2 ** 7), 0, 2 ** 7 - 1),
  echoShort: echoes("echoShort", -(2 ** 15), 0, 2 ** 15 - 1),
  echoInt: echoes("echoInt", -(2 ** 31), 0, 2 ** 31 - 1),
  echoLong: echoes("echoLong", long(-(2n ** 63n)), long(0), long(2n ** 53n + 1n), long(2n ** 63n - 1n)),
  echoReal: echoes("echoReal", 5e-324, 0.1, -1e300),
  "echoReal not finite": echoes("echoReal", NaN, Infinity, -Infinity),
  "echoReal negative zero": echoes("echoReal", -0),
  echoText: echoes("echoText", "", HOSTILE, "x".repeat(LONG)),
  echoRaw: echoes("echoRaw", Buffer.alloc(0), EVERY_BYTE, Buffer.alloc(LONG, 0xff)),
  echoColor: echoes("echoColor", 0, 5, 2 ** 31 - 1, -77),
  echoList: echoes("echoList", [], ["", HOSTILE]),
  echoMap: echoes("echoMap", {}, { "": 0, [HOSTILE]: -1 }),

  void: () => using(Contract, async (call) => same(await call("ping"), undefined)),

  "server counts": () =>
    using(Contract, async (call) => {
      const before = Number(await call("calls"));
      for (let number = 0; number < 10; number += 1) same(await call("echoInt", number), number);
      same(Number(await call("calls")) - before, 11);
    }),

  "declared exceptions": () =>
    using(Contract, async (call) => {
      same(await call("fail", t.Failure.NONE), 7);
      const refused = await raised(call("fail", t.Failure.REFUSED), t.Refused);
      same([refused.reason, refused.detail.text], ["refused", "no"]);
      same((await raised(call("fail", t.Failure.BUSY), t.Busy)).retry_after, long(2 ** 40));
      same(await call("fail", t.Failure.NONE), 7);
    }),

  "undeclared error": () =>
    using(Contract, async (call) => {
      const failed = call("fail", t.Failure.UNDECLARED);
      await raised(failed, thrift.Thrift.TApplicationException, Application.INTERNAL_ERROR);
      same(await call("echoInt", 1), 1);
    }),

  "mismatch is told": () =>
    using(Contract, async (call) => {
      await raised(call("scalars", "highest", OURS.scalars.lowest), t.Mismatch);
      same(await call("echoInt", 1), 1);
    }),

  "oneway and then a call": () =>
    using(Contract, async (call, client) => {
      const what = randomUUID();
      client.note(what);
      same(await call("echoText", what), what);
      // Whether the server has come to it, nobody says.
      for (let tries = 0; tries < 100 && !(await call("notes", what)); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      same(await call("notes", what), 1);
    }),

  "unknown method and then a call": () =>
    using(Later, async (call) => {
      for (const trees of [{}, { "": [OURS.tree.leaf], [HOSTILE]: [] }]) {
        const failed = call("unknown", OURS.keys.empty, trees);
        await raised(failed, thrift.Thrift.TApplicationException, Application.UNKNOWN_METHOD);
        same(await call("echoInt", 1), 1);
      }
    }),

  "unknown method of binary and then a call": () =>
    using(Later, async (call) => {
      const failed = call("unknownBinary", [Buffer.alloc(0), EVERY_BYTE]);
      await raised(failed, thrift.Thrift.TApplicationException, Application.UNKNOWN_METHOD);
      same(await call("echoInt", 1), 1);
    }),

  "unknown oneway and then a call": () =>
    using(Later, async (call, client) => {
      client.unknownOneway(HOSTILE);
      same(await call("echoInt", 1), 1);
    }),

  // They all leave before an answer comes, and answers are told apart by their ids.
  "pipelined calls": () =>
    using(Contract, async (call) => {
      const numbers = Array.from({ length: 50 }, (_, number) => number);
      same(await Promise.all(numbers.map((number) => call("echoInt", number))), numbers);
    }),

  "many calls on one connection": () =>
    using(Contract, async (call) => {
      for (let number = 0; number < 100; number += 1) same(await call("echoText", String(number)), String(number));
    }),

  "many connections at once": async () => {
    const numbers = Array.from({ length: 8 }, (_, number) => number);
    const connection = (number) =>
      using(Contract, async (call) => {
        for (let tries = 0; tries < 5; tries += 1) same(await call("echoInt", number), number);
      });
    await Promise.all(numbers.map(connection));
  },
});

run(CASES, () => using(Contract, (call) => call("ping")));
