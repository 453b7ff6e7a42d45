//! What is measured, and in which order.

use crate::case::{Case, Mode};
use crate::options::Options;
use crate::peer::Peer;

const CALLERS: [usize; 5] = [1, 16, 64, 256, 1024];

/// Rows that are shown and compared with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) case: Case,
    pub(crate) mode: Mode,
    pub(crate) callers: usize,
    /// Whether processes run on all cores.
    pub(crate) free: bool,
}

/// All that the options ask for, those with a core of their own first.
pub(crate) fn blocks(options: &Options) -> Vec<Block> {
    let callers = if options.callers.is_empty() { CALLERS.to_vec() } else { options.callers.clone() };
    let mut blocks = Vec::new();
    for free in [false, true] {
        for case in Case::ALL.into_iter().filter(|case| options.wants_case(case.name())) {
            for mode in Mode::ALL.into_iter().filter(|&mode| options.wants_mode(mode)) {
                blocks.extend(callers.iter().map(|&callers| Block { case, mode, callers, free }));
            }
        }
    }
    blocks.retain(|block| block.is_wanted(options));
    blocks
}

impl Block {
    /// Of the free part, not everything is, unless it is asked for.
    fn is_wanted(self, options: &Options) -> bool {
        match self.free {
            false => !options.free,
            true if options.chooses() => options.free,
            true => self.case == Case::Kilobyte && [1, 64, 256].contains(&self.callers),
        }
    }

    /// Those whom the options want here.
    pub(crate) fn peers(self, options: &Options) -> impl Iterator<Item = Peer> {
        let peers = Peer::ALL.into_iter().filter(|&peer| options.wants_peer(peer));
        peers.filter(move |peer| peer.takes(self.case, self.mode, self.callers))
    }
}
