//! Who is measured: how each serves, and how it is called.

pub(crate) mod apache;
pub(crate) mod bare;
pub(crate) mod cpp;
pub(crate) mod ours;
pub(crate) mod volo;

use crate::Result;
use crate::client::Job;
use crate::crew::Crew;
use crate::peer::Peer;
use crate::server;

/// Serves until this process ends. `server::ready` tells where.
pub(crate) fn serve(job: &server::Job) -> Result<()> {
    match job.peer {
        Peer::ApacheFramed => apache::serve(apache::Transport::Framed, job),
        Peer::ApacheBuffered => apache::serve(apache::Transport::Buffered, job),
        Peer::Cpp => cpp::serve(job),
        peer => job.place.runtime()?.block_on(async {
            match peer {
                Peer::VoloFramed => volo::serve(false).await,
                Peer::VoloMultiplexed => volo::serve(true).await,
                Peer::BareEcho => bare::serve(bare::SMALL).await,
                Peer::BareBatched => bare::serve(bare::LARGE).await,
                Peer::BareHyper => bare::http::serve().await,
                peer => ours::serve(peer == Peer::ThriftRsLayered).await,
            }
        }),
    }
}

/// Adds all callers that the job wants, connected.
pub(crate) async fn man(job: &Job, crew: &mut Crew) -> Result<()> {
    match job.peer {
        Peer::VoloFramed => volo::man(false, job, crew).await,
        Peer::VoloMultiplexed => volo::man(true, job, crew).await,
        Peer::ApacheFramed => apache::man(apache::Transport::Framed, job, crew),
        Peer::ApacheBuffered => apache::man(apache::Transport::Buffered, job, crew),
        Peer::BareEcho => bare::echo::man(job, crew).await,
        Peer::BareBatched => bare::batched::man(job, crew).await,
        Peer::BareHyper => bare::http::man(job, crew).await,
        // The C++ server, too, is called by our client.
        _ => ours::man(job, crew).await,
    }
}
