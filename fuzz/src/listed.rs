//! The same IDL with maps and sets that keep their entries as they come, as values without generated code do.

#![allow(missing_docs, reason = "the IDL has few docs")]

thrift_rs::thrift!("../tests/idl/everything.thrift", allow = [nonpositive_field_id, required_default], maps = vec);
