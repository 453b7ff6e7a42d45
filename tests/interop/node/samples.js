"use strict";
// The samples of `contract.thrift`: `contract_samples.py` has the same. A 64-bit integer is an `Int64`, as it is when it is read.

const { fromBigInt } = require("thrift");
const t = require("contract_types");

const HOSTILE =
  "\"quoted\" \\back/slash\\ \u0001\u001f\b\f\n\r\t\u007f é \u2028\u2029 😀 \u{10ffff} </script> {[:,]}";
const LONG = 128 * 1024;
const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

const long = (value) => fromBigInt(BigInt(value));
const range = (from, to) => Array.from({ length: to - from }, (_, place) => from + place);
const point = (x, y) => new t.Point({ x, y });
const leaf = (value) => new t.Tree({ value, children: [] });

const LOWEST_LONG = long(-(2n ** 63n));
const HIGHEST_LONG = long(2n ** 63n - 1n);

function scalars() {
  const of = (values) =>
    new t.Scalars({
      truth: false, tiny: 0, small: 0, medium: 0, large: long(0), real: 0, text: "", raw: Buffer.alloc(0),
      color: t.Color.RED, ...values,
    });
  return {
    "zeros and empty": of({}),
    lowest: of({
      truth: true, tiny: -(2 ** 7), small: -(2 ** 15), medium: -(2 ** 31), large: LOWEST_LONG, real: -Number.MAX_VALUE,
    }),
    highest: of({
      truth: true, tiny: 2 ** 7 - 1, small: 2 ** 15 - 1, medium: 2 ** 31 - 1, large: HIGHEST_LONG, real: Number.MAX_VALUE,
      color: t.Color.LAST,
    }),
    "beyond double": of({ large: long(2n ** 53n + 1n), real: 0.1 }),
    "tiny reals": of({ real: 5e-324 }),
    "negative zero": of({ real: -0 }),
    nan: of({ real: NaN }),
    infinity: of({ real: Infinity }),
    "negative infinity": of({ real: -Infinity }),
    "hostile text": of({ text: HOSTILE }),
    nul: of({ text: "a\0b" }),
    "every byte": of({ raw: EVERY_BYTE }),
    "one byte": of({ raw: Buffer.from([0xff]) }),
    "two bytes": of({ raw: Buffer.from([0xff, 0xfe]) }),
    long: of({ text: "é".repeat(LONG / 2), raw: Buffer.alloc(LONG, EVERY_BYTE) }),
  };
}

function containers() {
  const empty = {
    bools: [], bytes: [], shorts: [], ints: [], longs: [], reals: [], texts: [], blobs: [], colors: [], points: [],
    matrix: [], numbers: [], words: [], counts: {}, nested: {}, choices: [],
  };
  return {
    empty: new t.Containers(empty),
    full: new t.Containers({
      bools: [true, false, true],
      bytes: [-128, 127, 0],
      shorts: [-(2 ** 15), 2 ** 15 - 1, 0],
      ints: [-(2 ** 31), 2 ** 31 - 1, 0],
      longs: [LOWEST_LONG, HIGHEST_LONG, long(0)],
      reals: [0.1, -1e300],
      texts: ["", HOSTILE],
      blobs: [Buffer.alloc(0), EVERY_BYTE],
      colors: [t.Color.GREEN, t.Color.LAST],
      points: [point(1, -1), point(0, 0)],
      matrix: [[], [1], [2, 3]],
      numbers: [-1, 0, 2 ** 31 - 1],
      words: ["", "a", HOSTILE],
      counts: { "": 0, [HOSTILE]: -1 },
      nested: { a: [{}, { b: long(2 ** 40) }], c: [] },
      choices: [new t.Choice({ number: 1 }), new t.Choice({ text: HOSTILE }), new t.Choice({ names: [] })],
    }),
    "not finite": new t.Containers({ ...empty, reals: [NaN, Infinity, -Infinity] }),
    many: new t.Containers({
      ...empty,
      bools: range(0, 1000).map((number) => number % 3 === 0),
      ints: range(-10_000, 10_000),
      longs: range(-1000, 1000).map((number) => long(number * 2 ** 40)),
      counts: Object.fromEntries(range(0, 1000).map((number) => [String(number), number])),
      points: range(0, 1000).map((number) => point(number, 0 - number)),
    }),
  };
}

// Keys are what JavaScript makes of them, strings.
function keys() {
  return {
    empty: new t.Keys({ by_byte: {}, by_short: {}, by_int: {}, by_text: {}, by_color: {} }),
    full: new t.Keys({
      by_byte: { [-128]: "low", 127: "high" },
      by_short: { [-(2 ** 15)]: "low", [2 ** 15 - 1]: "high" },
      by_int: { [-(2 ** 31)]: "low", 0: "", [2 ** 31 - 1]: "high" },
      by_text: { "": "empty", [HOSTILE]: "hostile" },
      by_color: { [t.Color.GREEN]: "green", [t.Color.LAST]: "last" },
    }),
  };
}

function oddKeys() {
  return {
    small: new t.OddKeys({ by_bool: {}, by_long: { 7: "seven" }, by_real: { 1.5: "real" } }),
    extremes: new t.OddKeys({
      by_bool: { true: "yes", false: "no" },
      by_long: { [-(2n ** 63n)]: "low", [2n ** 63n - 1n]: "high" },
      by_real: { 0.1: "tenth", "-1e+300": "" },
    }),
    infinite: new t.OddKeys({ by_bool: {}, by_long: {}, by_real: { Infinity: "infinity" } }),
  };
}

// A key that is a struct or a list is no more than its `toString`.
function structKeys() {
  return {
    empty: new t.StructKeys({ by_point: {}, points: [] }),
    full: new t.StructKeys({
      by_point: { [point(1, 2)]: "one", [point(-1, 2 ** 31 - 1)]: "other" },
      points: [point(1, 2), point(-1, 2 ** 31 - 1)],
    }),
  };
}

function listKeys() {
  return {
    empty: new t.ListKeys({ by_list: {} }),
    full: new t.ListKeys({ by_list: { [[]]: "none", [[1, 2]]: "two" } }),
  };
}

function choice() {
  return {
    number: new t.Choice({ number: 0 }),
    text: new t.Choice({ text: HOSTILE }),
    point: new t.Choice({ point: point(1, 2) }),
    names: new t.Choice({ names: ["", "a"] }),
  };
}

function tree() {
  const deep = range(1, 20).reduce((child, value) => new t.Tree({ value, children: [child] }), leaf(0));
  return { leaf: leaf(1), deep, wide: new t.Tree({ value: -1, children: range(0, 100).map(leaf) }) };
}

function defaults() {
  return {
    untouched: new t.Defaults({ always: "there" }),
    set: new t.Defaults({
      number: 0, text: "", numbers: [], color: t.Color.RED, always: "", maybe: 0, perhaps: "", names: [],
    }),
    other: otherDefaults(),
  };
}

const otherDefaults = () => new t.Defaults({ always: "there", maybe: -1, perhaps: "mine", names: ["a"] });

// Maps and sets have one element, so that there is one way to write it.
function everything(keys) {
  return new t.Everything({
    scalars: new t.Scalars({
      truth: true, tiny: -(2 ** 7), small: 2 ** 15 - 1, medium: -(2 ** 31), large: HIGHEST_LONG, real: 0.1,
      text: HOSTILE, raw: EVERY_BYTE, color: t.Color.GREEN,
    }),
    containers: new t.Containers({
      bools: [true, false], bytes: [-1, 1], shorts: [-300, 300], ints: [-70_000, 70_000],
      longs: [long(-(2 ** 40)), long(2 ** 40)], reals: [1.5, -1e300], texts: ["", "日本語"],
      blobs: [Buffer.alloc(0), Buffer.from([0xff])], colors: [t.Color.LAST], points: [point(1, -1)], matrix: [[], [1, 2]],
      numbers: [7], words: ["seven"], counts: { seven: 7 }, nested: { a: [{}, { b: long(2 ** 40) }] },
      choices: [new t.Choice({ number: 1 }), new t.Choice({ names: ["a", "b"] })],
    }),
    keys: new t.Keys({
      by_byte: { [-128]: "low" }, by_short: { [-(2 ** 15)]: "low" },
      by_int: { [2 ** 31 - 1]: "high" }, by_text: { [HOSTILE]: "hostile" }, by_color: { [t.Color.GREEN]: "green" },
    }),
    tree: new t.Tree({ value: 1, children: [leaf(2), leaf(3)] }),
    choice: new t.Choice({ point: point(-1, 0) }),
    defaults: otherDefaults(),
    ...keys,
  });
}

exports.HOSTILE = HOSTILE;
exports.LONG = LONG;
exports.EVERY_BYTE = EVERY_BYTE;
exports.long = long;

// By method, by name.
exports.samples = () => ({
  scalars: scalars(),
  containers: containers(),
  keys: keys(),
  oddKeys: oddKeys(),
  structKeys: structKeys(),
  listKeys: listKeys(),
  choice: choice(),
  tree: tree(),
  defaults: defaults(),
  everything: {
    plain: everything({}),
    "with odd keys": everything({
      odd_keys: new t.OddKeys({
        by_bool: { false: "no" }, by_long: { [-(2n ** 63n)]: "low" }, by_real: { 1.5: "real" },
      }),
    }),
    "with struct keys": everything({
      struct_keys: new t.StructKeys({ by_point: { [point(1, 2)]: "one" }, points: [point(-1, -2)] }),
    }),
    "with list keys": everything({ list_keys: new t.ListKeys({ by_list: { [[1, 2]]: "two" } }) }),
  },
});
