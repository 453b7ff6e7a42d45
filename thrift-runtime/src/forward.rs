//! The impls of a service's trait for pointers to what implements it.

/// Implements a service's trait for `&T`, `Box<T>` and `Arc<T>`, given its methods once.
///
/// Expands to, for each of them:
/// ```ignore
/// impl<T: Iface> Iface for Arc<T> {
///     fn get_user(&self, id: i32) -> impl Future<Output = Result<User, GetUserError>> + Send {
///         T::get_user(self, id)
///     }
/// }
/// ```
/// With `blocking` in front, methods return their output themselves; the trait can then be a `dyn`, and so can `T`.
#[doc(hidden)]
#[macro_export]
macro_rules! forward_to_pointee {
    (blocking $iface:ident $methods:tt) => {
        $crate::forward_to_pointee! { @blocking [&__T] $iface $methods }
        $crate::forward_to_pointee! { @blocking [::std::boxed::Box<__T>] $iface $methods }
        $crate::forward_to_pointee! { @blocking [::std::sync::Arc<__T>] $iface $methods }
    };
    ($iface:ident $methods:tt) => {
        $crate::forward_to_pointee! { @impl [&__T] $iface $methods }
        $crate::forward_to_pointee! { @impl [::std::boxed::Box<__T>] $iface $methods }
        $crate::forward_to_pointee! { @impl [::std::sync::Arc<__T>] $iface $methods }
    };
    (@blocking [$($pointer:tt)*] $iface:ident {
        $(fn $method:ident($($arg:ident: $ty:ty),*) -> $output:ty;)*
    }) => {
        #[automatically_derived]
        impl<__T: $iface + ?::core::marker::Sized> $iface for $($pointer)* {
            $(
                #[allow(deprecated)]
                fn $method(&self $(, $arg: $ty)*) -> $output {
                    <__T as $iface>::$method(&**self $(, $arg)*)
                }
            )*
        }
    };
    (@impl [$($pointer:tt)*] $iface:ident {
        $(fn $method:ident($($arg:ident: $ty:ty),*) -> $output:ty;)*
    }) => {
        #[automatically_derived]
        impl<__T: $iface> $iface for $($pointer)* {
            $(
                #[allow(deprecated)]
                fn $method(
                    &self
                    $(, $arg: $ty)*
                ) -> impl ::core::future::Future<Output = $output> + ::core::marker::Send {
                    <__T as $iface>::$method(&**self $(, $arg)*)
                }
            )*
        }
    };
}
