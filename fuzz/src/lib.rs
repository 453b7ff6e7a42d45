//! What the fuzz targets share.

pub mod answers;
pub mod everything;
pub mod memory;
pub mod pipe;
pub mod sound;
pub mod soup;
