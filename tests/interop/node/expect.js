"use strict";
// What is expected of an answer.

const { alike, text } = require("./alike");

exports.same = same;
exports.raised = raised;

function same(got, expected) {
  if (!alike(got, expected)) {
    throw new Error(`expected ${text(expected).slice(0, 1000)}, got ${text(got).slice(0, 1000)}`);
  }
}

async function raised(promise, type, kind) {
  const [error] = await promise.then(() => [undefined], (error) => [error]);
  if (!(error instanceof type)) throw new Error(`expected ${type.name}, got ${error}`);
  if (kind !== undefined) same(error.type, kind);
  return error;
}
