"use strict";
// A client of Node's library that names its service, on our server of two: `multiplexed_client.js ADDRESS TRANSPORT PROTOCOL`.

const { randomUUID } = require("crypto");
const thrift = require("thrift");
const Contract = require("Contract");
const t = require("contract_types");
const { connect } = require("./connect");
const { raised, same } = require("./expect");
const ids = require("./ids");
const { run } = require("./run");
const { HOSTILE, samples } = require("./samples");

const [address, transport, protocol] = process.argv.slice(2);
const { UNKNOWN_METHOD } = thrift.Thrift.TApplicationExceptionType;

async function using(service, name, use) {
  const connection = connect(address.split(":"), transport, protocol, service, name);
  try {
    await use(connection.call, connection.client);
  } finally {
    connection.end();
  }
}

const CASES = {
  "everything plain": () =>
    using(Contract, "Contract", async (call) => {
      const { plain } = samples().everything;
      same(await call("everything", "plain", plain), plain);
      same(await call("echoText", HOSTILE), HOSTILE);
    }),

  "declared exceptions": () =>
    using(Contract, "Contract", async (call) => {
      same((await raised(call("fail", t.Failure.REFUSED), t.Refused)).detail.text, "no");
      same(await call("fail", t.Failure.NONE), 7);
    }),

  "oneway and then a call": () =>
    using(Contract, "Contract", async (call, client) => {
      const what = randomUUID();
      client.note(what);
      same(await call("echoText", what), what);
      // Over HTTP, each has a connection of its own.
      for (let tries = 0; tries < 100 && !(await call("notes", what)); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      same(await call("notes", what), 1);
    }),

  "unknown service and then a call": () =>
    using(Contract, "Nobody", async (call) => {
      for (const values of [[], ["", HOSTILE]]) {
        await raised(call("echoList", values), thrift.Thrift.TApplicationException, UNKNOWN_METHOD);
      }
    }),

  "without a name and then a call": () =>
    using(Contract, undefined, async (call) => {
      for (const value of [1, 2]) {
        await raised(call("echoInt", value), thrift.Thrift.TApplicationException, UNKNOWN_METHOD);
      }
    }),

  uuid: () =>
    using(ids, "Registry", async (call) => {
      for (const one of ids.UUIDS) same(await call("one", one), one);
      for (const value of [ids.sample(), { one: ids.UUIDS[0], many: [], named: {} }]) same(await call("ids", value), value);
    }),
};

run(CASES, () => using(Contract, "Contract", (call) => call("ping")));
