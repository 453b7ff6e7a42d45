"use strict";
// `ids.thrift` for Node's library, by hand: Apache's compiler 0.17 knows no `uuid`, and the library does.

const { Thrift } = require("thrift");

const { Type, MessageType } = Thrift;

// The least, the greatest, and one that shows the order of bytes.
const UUIDS = [
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "00112233-4455-6677-8899-aabbccddeeff",
];
exports.UUIDS = UUIDS;
exports.sample = () => ({ one: UUIDS[2], many: UUIDS, named: Object.fromEntries(UUIDS.map((id) => [id, id])) });

// A struct with these fields: of each, its id, its type, and how it is written and read.
function struct(fields) {
  return {
    type: Type.STRUCT,
    write(output, value) {
      output.writeStructBegin("");
      for (const [name, [id, of]] of Object.entries(fields)) {
        output.writeFieldBegin(name, of.type, id);
        of.write(output, value[name]);
        output.writeFieldEnd();
      }
      output.writeFieldStop();
      output.writeStructEnd();
    },
    read(input) {
      const value = {};
      input.readStructBegin();
      for (let field = input.readFieldBegin(); field.ftype !== Type.STOP; field = input.readFieldBegin()) {
        const known = Object.entries(fields).find(([, [id, of]]) => id === field.fid && of.type === field.ftype);
        if (known) value[known[0]] = known[1][1].read(input);
        else input.skip(field.ftype);
        input.readFieldEnd();
      }
      input.readStructEnd();
      return value;
    },
  };
}

const uuid = {
  type: Type.UUID,
  write: (output, value) => output.writeUuid(value),
  read: (input) => input.readUuid(),
};

const list = {
  type: Type.LIST,
  write(output, values) {
    output.writeListBegin(Type.UUID, values.length);
    for (const value of values) output.writeUuid(value);
    output.writeListEnd();
  },
  read(input) {
    const { size } = input.readListBegin();
    const values = Array.from({ length: size }, () => input.readUuid());
    input.readListEnd();
    return values;
  },
};

const map = {
  type: Type.MAP,
  write(output, values) {
    output.writeMapBegin(Type.UUID, Type.STRING, Object.keys(values).length);
    for (const [key, value] of Object.entries(values)) {
      output.writeUuid(key);
      output.writeString(value);
    }
    output.writeMapEnd();
  },
  read(input) {
    const { size } = input.readMapBegin();
    const values = {};
    for (let count = 0; count < size; count += 1) {
      const key = input.readUuid();
      values[key] = input.readString();
    }
    input.readMapEnd();
    return values;
  },
};

const METHODS = { ids: struct({ one: [1, uuid], many: [2, list], named: [3, map] }), one: uuid };

exports.Client = class Client {
  constructor(output, Protocol) {
    this.output = output;
    this.pClass = Protocol;
    this._seqid = 0;
    this._reqs = {};
    for (const [method, of] of Object.entries(METHODS)) {
      this[method] = (value) => this.send(method, of, value);
      this[`recv_${method}`] = (input, kind, id) => this.receive(input, of, kind, id);
    }
  }

  seqid() {
    return this._seqid;
  }

  new_seqid() {
    return (this._seqid += 1);
  }

  send(method, of, value) {
    const id = this.new_seqid();
    return new Promise((resolve, reject) => {
      this._reqs[id] = (error, result) => (error ? reject(error) : resolve(result));
      const output = new this.pClass(this.output);
      output.writeMessageBegin(method, MessageType.CALL, id);
      struct({ value: [1, of] }).write(output, { value });
      output.writeMessageEnd();
      this.output.flush();
    });
  }

  receive(input, of, kind, id) {
    const answer = this._reqs[id];
    delete this._reqs[id];
    if (kind === MessageType.EXCEPTION) {
      const error = new Thrift.TApplicationException();
      error.read(input);
      input.readMessageEnd();
      return answer(error);
    }
    const { success } = struct({ success: [0, of] }).read(input);
    input.readMessageEnd();
    return answer(null, success);
  }
};

// It gives back what comes.
exports.Processor = class Processor {
  process(input, output) {
    const { fname, rseqid } = input.readMessageBegin();
    const of = METHODS[fname];
    const { value } = struct({ value: [1, of] }).read(input);
    input.readMessageEnd();
    output.writeMessageBegin(fname, MessageType.REPLY, rseqid);
    struct({ success: [0, of] }).write(output, { success: value });
    output.writeMessageEnd();
    output.flush();
  }
};
