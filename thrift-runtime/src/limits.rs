//! What a message may claim before it is refused.

/// Limits on what is read and written. The defaults are those of Thrift's `TConfiguration` specification, where it has one.
///
/// A length that exceeds its limit is an error before anything is allocated for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one message, its envelope included. Default: 100 MiB.
    pub message_size: usize,
    /// Bytes of one frame, without the four of its length. Default: 16,384,000. The smaller of this and
    /// [`message_size`](Self::message_size) wins.
    pub frame_size: usize,
    /// Bytes of one string or binary. Default: 100 MiB.
    pub string_size: usize,
    /// Elements of one list or set, entries of one map. Default: 100 Mi.
    pub container_size: usize,
    /// Structs and containers within each other. Default: 64. Whatever it is, what is read stays within some hundred KiB of
    /// stack in a release build: hundreds of levels, fewer of wide structs.
    pub depth: u32,
    /// Bytes of memory that one message may make its reader allocate, besides
    /// [`BUDGET_PER_BYTE`](Self::BUDGET_PER_BYTE) for each byte of it. Default: 16 MiB.
    ///
    /// What is counted is what values hold. Collections have spare room, and their old memory beside the new while they grow:
    /// what a reader takes from the allocator stays within three times as much.
    pub allocation: usize,
}

impl Limits {
    /// Bytes of memory that each byte of a message entitles to. An empty struct in a list takes one byte on the
    /// wire and its whole size in memory; long lists of wide structs with few fields set may need more
    /// [`allocation`](Self::allocation).
    pub const BUDGET_PER_BYTE: usize = 64;

    /// The defaults.
    pub const DEFAULT: Self = Self {
        message_size: 100 * 1024 * 1024,
        frame_size: 16_384_000,
        string_size: 100 * 1024 * 1024,
        container_size: 100 * 1024 * 1024,
        depth: 64,
        allocation: 16 * 1024 * 1024,
    };

    /// Bytes that one frame may hold; its length has 31 bits.
    pub(crate) fn frame(&self) -> usize {
        self.frame_size.min(self.message_size).min(i32::MAX as usize)
    }

    /// Bytes of memory that a message of this many bytes may make its reader allocate.
    pub(crate) fn budget(&self, message: usize) -> usize {
        message.saturating_mul(Self::BUDGET_PER_BYTE).saturating_add(self.allocation)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
