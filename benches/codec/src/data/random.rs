//! Numbers that look random, and are the same in every run.

/// SplitMix64: a few lines, where the order of a crate's numbers may change with its version.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Each alike, as good as: the limits are far below 2⁶⁴.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// From 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Of at most so many bits, sign included, where each number of bits is as likely as any other.
    pub(crate) fn of_any_width(&mut self, bits: u32) -> i64 {
        let width = 1 + self.below(u64::from(bits)) as u32;
        (self.next() as i64) >> (64 - width)
    }

    pub(crate) fn bytes(&mut self, number: usize) -> Vec<u8> {
        (0..number).map(|_| self.next() as u8).collect()
    }
}
