//! A server on plain threads that gives its IDL to who asks for it.

use std::thread;

use thrift_rs::Reflection;
use thrift_rs::blocking::{Channel, Multiplexed, Server};
use thrift_rs_test_blocking::user_service::blocking;

use crate::handler::Users;

mod tool {
    thrift_rs::thrift!(idl = "service ThriftReflection { string thrift_reflection_idl() }", blocking = true);
}

#[test]
fn it_answers_around_several_services_and_as_one_of_them() {
    let reflection = Reflection::new(include_str!("../../idl.thrift"));
    let users = || blocking::Processor::new(Users::default());
    let among = Multiplexed::new().service("UserService", users()).service(Reflection::SERVICE, reflection.clone());
    let servers = [Server::new(reflection.clone().around(users())), Server::new(reflection.around(among))];
    for server in servers {
        let server = server.workers(1).bind("127.0.0.1:0").unwrap();
        let (address, shutdown) = (server.local_addr(), server.shutdown_handle());
        let serving = thread::spawn(|| server.serve());
        let channel = Channel::connect(address).unwrap();
        for channel in [channel.clone(), channel.multiplexed(Reflection::SERVICE)] {
            let client = tool::thrift_reflection::blocking::Client::new(channel);
            assert!(client.thrift_reflection_idl().unwrap().contains("service UserService extends base.Base {"));
        }
        drop(channel);
        shutdown.shutdown();
        serving.join().unwrap().unwrap();
    }
}
