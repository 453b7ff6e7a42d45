"use strict";
// Whether two values are the same on the wire: NaN is NaN, -0 is not 0, text is not bytes.

const { Int64, toBigInt } = require("thrift");
const t = require("contract_types");

// Their elements come in any order.
const isSet = (of, field) =>
  (of instanceof t.Containers && (field === "numbers" || field === "words")) ||
  (of instanceof t.StructKeys && field === "points");

function text(value, inAnyOrder) {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (Buffer.isBuffer(value)) return `bytes ${value.toString("hex")}`;
  if (value instanceof Int64) return `long ${toBigInt(value)}`;
  if (Array.isArray(value)) {
    const elements = value.map((element) => text(element));
    return `[${(inAnyOrder ? elements.sort() : elements).join()}]`;
  }
  if (typeof value === "object") {
    const fields = Object.keys(value)
      .filter((key) => value[key] !== null && value[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${text(value[key], isSet(value, key))}`);
    return `{${fields.join()}}`;
  }
  return JSON.stringify(value);
}

exports.text = text;
exports.alike = (one, other) => text(one) === text(other);
