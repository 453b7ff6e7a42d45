"use strict";
// The handler of `contract.thrift`.

const t = require("contract_types");
const { alike, text } = require("./alike");
const { samples } = require("./samples");

const OURS = samples();
const LONGEST = 2000;
let calls = 0;
const noted = new Map();

const check = (method) => (sample, value) => {
  calls += 1;
  const ours = OURS[method][sample];
  if (!alike(value, ours)) {
    throw new t.Mismatch({ expected: text(ours).slice(0, LONGEST), got: text(value).slice(0, LONGEST) });
  }
  return ours;
};

const echo = (value) => {
  calls += 1;
  return value;
};

const handler = {
  ping() {
    calls += 1;
  },
  calls() {
    calls += 1;
    return calls;
  },
  fail(how) {
    calls += 1;
    switch (how) {
      case t.Failure.REFUSED:
        throw new t.Refused({ reason: "refused", detail: new t.Choice({ text: "no" }) });
      case t.Failure.BUSY:
        throw new t.Busy({ retry_after: 2 ** 40 });
      case t.Failure.UNDECLARED:
        throw new Error("undeclared");
      default:
        return 7;
    }
  },
  note(what) {
    calls += 1;
    noted.set(what, (noted.get(what) || 0) + 1);
  },
  notes(what) {
    calls += 1;
    return noted.get(what) || 0;
  },
  // Handlers do not see what comes beside a call.
  metadata() {
    calls += 1;
    return {};
  },
};
for (const method of Object.keys(OURS)) handler[method] = check(method);
for (const kind of ["Bool", "Byte", "Short", "Int", "Long", "Real", "Text", "Raw", "Color", "List", "Map"]) {
  handler[`echo${kind}`] = echo;
}

// Answers are given at once, and not by promises: behind those, the library has forgotten that a request had headers.
for (const [method, answer] of Object.entries(handler)) {
  const count = answer.length;
  handler[method] = (...args) => {
    const result = args.length > count ? args.pop() : () => {};
    try {
      result(null, answer(...args));
    } catch (error) {
      result(error);
    }
  };
  // By which the library tells whether it is to give a callback.
  Object.defineProperty(handler[method], "length", { value: count + 1 });
}

exports.handler = handler;
