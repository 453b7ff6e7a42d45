//! Metadata, to handlers and back.

use std::sync::{Arc, Mutex};

use thrift_runtime::{Channel, Metadata, ProcessService, Request, Response};
use tower::util::{MapRequestLayer, MapResponseLayer};

use crate::service::{self, Processor, args};

#[tokio::test]
async fn it_goes_through_layers_to_the_processor_and_back() {
    let seen = Arc::new(Mutex::new((Metadata::new(), Metadata::new())));
    let (there, back) = (Arc::clone(&seen), Arc::clone(&seen));
    let channel = Channel::from_service(ProcessService::new(Processor::default()))
        .layer(MapResponseLayer::new(|mut response: Response| {
            assert!(response.metadata().is_empty());
            response.metadata_mut().insert("cost", "3").unwrap();
            response
        }))
        .layer(MapRequestLayer::new(move |request: Request| {
            there.lock().unwrap().0 = request.metadata().clone();
            request
        }))
        // The service's name in front of the method's makes another message of it.
        .multiplexed("Tests")
        .layer(MapRequestLayer::new(|mut request: Request| {
            request.metadata_mut().insert("tenant", "acme").unwrap();
            request
        }))
        .layer(MapResponseLayer::new(move |response: Response| {
            back.lock().unwrap().1 = response.metadata().clone();
            response
        }));
    // Nobody takes the service's name away again.
    let error = service::call(&channel, "echo", &args("")).await.unwrap_err();
    assert!(error.to_string().contains("has no method `Tests:echo`"), "{error}");
    let seen = seen.lock().unwrap();
    assert_eq!((seen.0.get("tenant"), seen.1.get("cost")), (Some("acme"), Some("3")));
}
