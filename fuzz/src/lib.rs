//! What the fuzz targets share.

pub mod answers;
pub mod build;
pub mod decode;
pub mod everything;
pub mod frames;
pub mod kept;
pub mod listed;
pub mod memory;
pub mod pipe;
pub mod protocol;
pub mod rewritten;
pub mod serve;
pub mod sound;
pub mod soup;
