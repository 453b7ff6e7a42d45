//! Where IDL is found: beside the file that holds the literal, in the package, in `include_dirs`, in the call itself.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod beside {
    thrift_rs::thrift!("beside.thrift");
}

mod in_the_package {
    thrift_rs::include_thrift!("tests/idl/shared.thrift");
}

mod in_include_dirs {
    thrift_rs::thrift!("shared.thrift", include_dirs = ["tests/idl"]);
}

mod through_a_macro {
    macro_rules! forward {
        ($path:literal) => {
            thrift_rs::thrift!($path);
        };
    }
    forward!("beside.thrift");
}

mod several {
    // `beside.thrift` includes `shared.thrift`, which stays one.
    thrift_rs::thrift!("beside.thrift", "other.thrift");
}

mod inline {
    thrift_rs::thrift!(
        idl = r#"
            include "beside.thrift"
            struct Inline { 1: beside.Beside beside }
        "#
    );
}

/// A user may rename the dependency, or reach it through another crate.
mod renamed {
    use thrift_rs as rpc;
    rpc::thrift!("beside.thrift");
}

#[test]
fn files_are_found() {
    assert_eq!(beside::Beside { point: beside::shared::Point::default() }, beside::Beside::default());
    assert_eq!(in_the_package::Point::default().x, 0);
    assert_eq!(in_include_dirs::Point::default().x, 0);
    assert_eq!(through_a_macro::Beside::default().point.x, 0);
    assert_eq!(renamed::Beside::default().point.x, 0);
}

#[test]
fn an_include_is_one_module_however_many_files_name_it() {
    let point = several::shared::Point { x: 1, y: 0.0 };
    let beside = several::Beside { point: point.clone() };
    assert_eq!(several::Other { beside, point }.beside.point.x, 1);
}

#[test]
fn inline_text_may_include_files() {
    assert_eq!(inline::Inline::default().beside.point.x, 0);
}
