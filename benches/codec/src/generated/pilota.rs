pub mod pilota {
    #![allow(warnings, clippy::all)]

    pub mod codec {

        #[derive(PartialOrd, Hash, Eq, Ord, Debug, Default, Clone, PartialEq)]
        pub struct User {
            pub id: ::std::option::Option<i32>,

            pub name: ::std::option::Option<::pilota::FastStr>,

            pub email: ::std::option::Option<::pilota::FastStr>,
        }
        impl ::pilota::thrift::Message for User {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "User" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.id.as_ref() {
                    __protocol.write_i32_field(1, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.name.as_ref() {
                    __protocol.write_faststr_field(2, (value).clone())?;
                }
                if let ::std::option::Option::Some(value) = self.email.as_ref() {
                    __protocol.write_faststr_field(3, (value).clone())?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;
                let mut var_2 = ::std::option::Option::None;
                let mut var_3 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                            {
                                var_1 = ::std::option::Option::Some(__protocol.read_i32()?);
                            }
                            ::std::option::Option::Some(2)
                                if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                            {
                                var_2 = ::std::option::Option::Some(__protocol.read_faststr()?);
                            }
                            ::std::option::Option::Some(3)
                                if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                            {
                                var_3 = ::std::option::Option::Some(__protocol.read_faststr()?);
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `User` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self { id: var_1, name: var_2, email: var_3 };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;
                    let mut var_2 = ::std::option::Option::None;
                    let mut var_3 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                                {
                                    var_1 = ::std::option::Option::Some(__protocol.read_i32().await?);
                                }
                                ::std::option::Option::Some(2)
                                    if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                                {
                                    var_2 = ::std::option::Option::Some(__protocol.read_faststr().await?);
                                }
                                ::std::option::Option::Some(3)
                                    if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                                {
                                    var_3 = ::std::option::Option::Some(__protocol.read_faststr().await?);
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!("decode struct `User` field(#{}) failed, caused by: ", field_id));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self { id: var_1, name: var_2, email: var_3 };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "User" })
                    + self
                        .id
                        .as_ref()
                        .map_or(0, |value| __protocol.i32_field_len(::std::option::Option::Some(1), *value))
                    + self
                        .name
                        .as_ref()
                        .map_or(0, |value| __protocol.faststr_field_len(::std::option::Option::Some(2), value))
                    + self
                        .email
                        .as_ref()
                        .map_or(0, |value| __protocol.faststr_field_len(::std::option::Option::Some(3), value))
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Hash, Eq, Ord, Debug, Default, Clone, PartialEq)]
        pub struct Post {
            pub id: ::std::option::Option<i64>,

            pub author: ::std::option::Option<i32>,

            pub title: ::std::option::Option<::pilota::FastStr>,

            pub text: ::std::option::Option<::pilota::FastStr>,

            pub votes: ::std::option::Option<::std::vec::Vec<i32>>,

            pub created: ::std::option::Option<i64>,

            pub pinned: ::std::option::Option<bool>,
        }
        impl ::pilota::thrift::Message for Post {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Post" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.id.as_ref() {
                    __protocol.write_i64_field(1, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.author.as_ref() {
                    __protocol.write_i32_field(2, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.title.as_ref() {
                    __protocol.write_faststr_field(3, (value).clone())?;
                }
                if let ::std::option::Option::Some(value) = self.text.as_ref() {
                    __protocol.write_faststr_field(4, (value).clone())?;
                }
                if let ::std::option::Option::Some(value) = self.votes.as_ref() {
                    __protocol.write_list_field(5, ::pilota::thrift::TType::I32, &value, |__protocol, val| {
                        __protocol.write_i32(*val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                if let ::std::option::Option::Some(value) = self.created.as_ref() {
                    __protocol.write_i64_field(6, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.pinned.as_ref() {
                    __protocol.write_bool_field(7, *value)?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;
                let mut var_2 = ::std::option::Option::None;
                let mut var_3 = ::std::option::Option::None;
                let mut var_4 = ::std::option::Option::None;
                let mut var_5 = ::std::option::Option::None;
                let mut var_6 = ::std::option::Option::None;
                let mut var_7 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                            {
                                var_1 = ::std::option::Option::Some(__protocol.read_i64()?);
                            }
                            ::std::option::Option::Some(2)
                                if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                            {
                                var_2 = ::std::option::Option::Some(__protocol.read_i32()?);
                            }
                            ::std::option::Option::Some(3)
                                if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                            {
                                var_3 = ::std::option::Option::Some(__protocol.read_faststr()?);
                            }
                            ::std::option::Option::Some(4)
                                if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                            {
                                var_4 = ::std::option::Option::Some(__protocol.read_faststr()?);
                            }
                            ::std::option::Option::Some(5)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_5 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<i32> = ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr().offset(i as isize).write(__protocol.read_i32()?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            ::std::option::Option::Some(6)
                                if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                            {
                                var_6 = ::std::option::Option::Some(__protocol.read_i64()?);
                            }
                            ::std::option::Option::Some(7)
                                if field_ident.field_type == ::pilota::thrift::TType::Bool =>
                            {
                                var_7 = ::std::option::Option::Some(__protocol.read_bool()?);
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Post` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self {
                    id: var_1,
                    author: var_2,
                    title: var_3,
                    text: var_4,
                    votes: var_5,
                    created: var_6,
                    pinned: var_7,
                };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;
                    let mut var_2 = ::std::option::Option::None;
                    let mut var_3 = ::std::option::Option::None;
                    let mut var_4 = ::std::option::Option::None;
                    let mut var_5 = ::std::option::Option::None;
                    let mut var_6 = ::std::option::Option::None;
                    let mut var_7 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                                {
                                    var_1 = ::std::option::Option::Some(__protocol.read_i64().await?);
                                }
                                ::std::option::Option::Some(2)
                                    if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                                {
                                    var_2 = ::std::option::Option::Some(__protocol.read_i32().await?);
                                }
                                ::std::option::Option::Some(3)
                                    if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                                {
                                    var_3 = ::std::option::Option::Some(__protocol.read_faststr().await?);
                                }
                                ::std::option::Option::Some(4)
                                    if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                                {
                                    var_4 = ::std::option::Option::Some(__protocol.read_faststr().await?);
                                }
                                ::std::option::Option::Some(5)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_5 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(__protocol.read_i32().await?);
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                ::std::option::Option::Some(6)
                                    if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                                {
                                    var_6 = ::std::option::Option::Some(__protocol.read_i64().await?);
                                }
                                ::std::option::Option::Some(7)
                                    if field_ident.field_type == ::pilota::thrift::TType::Bool =>
                                {
                                    var_7 = ::std::option::Option::Some(__protocol.read_bool().await?);
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!("decode struct `Post` field(#{}) failed, caused by: ", field_id));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self {
                        id: var_1,
                        author: var_2,
                        title: var_3,
                        text: var_4,
                        votes: var_5,
                        created: var_6,
                        pinned: var_7,
                    };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Post" })
                    + self
                        .id
                        .as_ref()
                        .map_or(0, |value| __protocol.i64_field_len(::std::option::Option::Some(1), *value))
                    + self
                        .author
                        .as_ref()
                        .map_or(0, |value| __protocol.i32_field_len(::std::option::Option::Some(2), *value))
                    + self
                        .title
                        .as_ref()
                        .map_or(0, |value| __protocol.faststr_field_len(::std::option::Option::Some(3), value))
                    + self
                        .text
                        .as_ref()
                        .map_or(0, |value| __protocol.faststr_field_len(::std::option::Option::Some(4), value))
                    + self.votes.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(5),
                            ::pilota::thrift::TType::I32,
                            value,
                            |__protocol, el| __protocol.i32_len(*el),
                        )
                    })
                    + self
                        .created
                        .as_ref()
                        .map_or(0, |value| __protocol.i64_field_len(::std::option::Option::Some(6), *value))
                    + self
                        .pinned
                        .as_ref()
                        .map_or(0, |value| __protocol.bool_field_len(::std::option::Option::Some(7), *value))
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Hash, Eq, Ord, Debug, Default, Clone, PartialEq)]
        pub struct Longs {
            pub values: ::std::option::Option<::std::vec::Vec<i64>>,
        }
        impl ::pilota::thrift::Message for Longs {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Longs" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.values.as_ref() {
                    __protocol.write_list_field(1, ::pilota::thrift::TType::I64, &value, |__protocol, val| {
                        __protocol.write_i64(*val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_1 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<i64> = ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr().offset(i as isize).write(__protocol.read_i64()?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Longs` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self { values: var_1 };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_1 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(__protocol.read_i64().await?);
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!("decode struct `Longs` field(#{}) failed, caused by: ", field_id));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self { values: var_1 };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Longs" })
                    + self.values.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(1),
                            ::pilota::thrift::TType::I64,
                            value,
                            |__protocol, el| __protocol.i64_len(*el),
                        )
                    })
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Hash, Eq, Ord, Debug, Default, Clone, PartialEq, Copy)]
        #[repr(transparent)]
        pub struct Level(i32);

        impl Level {
            pub const LOW: Self = Self(1);
            pub const MIDDLE: Self = Self(2);
            pub const HIGH: Self = Self(3);

            pub fn inner(&self) -> i32 {
                self.0
            }

            pub fn to_string(&self) -> ::std::string::String {
                match self {
                    Self(1) => ::std::string::String::from("LOW"),
                    Self(2) => ::std::string::String::from("MIDDLE"),
                    Self(3) => ::std::string::String::from("HIGH"),
                    Self(val) => val.to_string(),
                }
            }

            pub fn try_from_i32(value: i32) -> ::std::option::Option<Self> {
                match value {
                    1 => ::std::option::Option::Some(Self::LOW),
                    2 => ::std::option::Option::Some(Self::MIDDLE),
                    3 => ::std::option::Option::Some(Self::HIGH),
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::convert::From<i32> for Level {
            fn from(value: i32) -> Self {
                Self(value)
            }
        }

        impl ::std::convert::From<Level> for i32 {
            fn from(value: Level) -> i32 {
                value.0
            }
        }

        impl ::pilota::thrift::Message for Level {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                __protocol.write_i32(self.inner())?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};
                let value = __protocol.read_i32()?;
                ::std::result::Result::Ok(::std::convert::TryFrom::try_from(value).map_err(|err| {
                    ::pilota::thrift::new_protocol_exception(
                        ::pilota::thrift::ProtocolExceptionKind::InvalidData,
                        format!("invalid enum value for Level, value: {}", value),
                    )
                })?)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let value = __protocol.read_i32().await?;
                    ::std::result::Result::Ok(::std::convert::TryFrom::try_from(value).map_err(|err| {
                        ::pilota::thrift::new_protocol_exception(
                            ::pilota::thrift::ProtocolExceptionKind::InvalidData,
                            format!("invalid enum value for Level, value: {}", value),
                        )
                    })?)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.i32_len(self.inner())
            }
        }
        #[derive(PartialOrd, Hash, Eq, Ord, Debug, Default, Clone, PartialEq)]
        pub struct Feed {
            pub posts: ::std::option::Option<::std::vec::Vec<Post>>,
        }
        impl ::pilota::thrift::Message for Feed {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Feed" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.posts.as_ref() {
                    __protocol.write_list_field(1, ::pilota::thrift::TType::Struct, &value, |__protocol, val| {
                        __protocol.write_struct(val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_1 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<Post> =
                                        ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr()
                                            .offset(i as isize)
                                            .write(::pilota::thrift::Message::decode(__protocol)?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Feed` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self { posts: var_1 };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_1 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(
                                                <Post as ::pilota::thrift::Message>::decode_async(__protocol).await?,
                                            );
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!("decode struct `Feed` field(#{}) failed, caused by: ", field_id));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self { posts: var_1 };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Feed" })
                    + self.posts.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(1),
                            ::pilota::thrift::TType::Struct,
                            value,
                            |__protocol, el| __protocol.struct_len(el),
                        )
                    })
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Hash, Eq, Ord, Debug, Default, Clone, PartialEq)]
        pub struct Ints {
            pub values: ::std::option::Option<::std::vec::Vec<i32>>,
        }
        impl ::pilota::thrift::Message for Ints {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Ints" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.values.as_ref() {
                    __protocol.write_list_field(1, ::pilota::thrift::TType::I32, &value, |__protocol, val| {
                        __protocol.write_i32(*val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_1 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<i32> = ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr().offset(i as isize).write(__protocol.read_i32()?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Ints` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self { values: var_1 };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_1 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(__protocol.read_i32().await?);
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!("decode struct `Ints` field(#{}) failed, caused by: ", field_id));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self { values: var_1 };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Ints" })
                    + self.values.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(1),
                            ::pilota::thrift::TType::I32,
                            value,
                            |__protocol, el| __protocol.i32_len(*el),
                        )
                    })
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Debug, Default, Clone, PartialEq)]
        pub struct Doubles {
            pub values: ::std::option::Option<::std::vec::Vec<f64>>,
        }
        impl ::pilota::thrift::Message for Doubles {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Doubles" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.values.as_ref() {
                    __protocol.write_list_field(1, ::pilota::thrift::TType::Double, &value, |__protocol, val| {
                        __protocol.write_double(*val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_1 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<f64> = ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr().offset(i as isize).write(__protocol.read_double()?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Doubles` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self { values: var_1 };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_1 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(__protocol.read_double().await?);
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!(
                                "decode struct `Doubles` field(#{}) failed, caused by: ",
                                field_id
                            ));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self { values: var_1 };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Doubles" })
                    + self.values.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(1),
                            ::pilota::thrift::TType::Double,
                            value,
                            |__protocol, el| __protocol.double_len(*el),
                        )
                    })
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Hash, Eq, Ord, Debug, Default, Clone, PartialEq)]
        pub struct Strings {
            pub values: ::std::option::Option<::std::vec::Vec<::pilota::FastStr>>,
        }
        impl ::pilota::thrift::Message for Strings {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Strings" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.values.as_ref() {
                    __protocol.write_list_field(1, ::pilota::thrift::TType::Binary, &value, |__protocol, val| {
                        __protocol.write_faststr((val).clone())?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_1 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<::pilota::FastStr> =
                                        ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr().offset(i as isize).write(__protocol.read_faststr()?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Strings` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self { values: var_1 };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_1 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(__protocol.read_faststr().await?);
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!(
                                "decode struct `Strings` field(#{}) failed, caused by: ",
                                field_id
                            ));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self { values: var_1 };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Strings" })
                    + self.values.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(1),
                            ::pilota::thrift::TType::Binary,
                            value,
                            |__protocol, el| __protocol.faststr_len(el),
                        )
                    })
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Debug, Default, Clone, PartialEq)]
        pub struct Point {
            pub id: ::std::option::Option<i32>,

            pub at: ::std::option::Option<i64>,

            pub x: ::std::option::Option<f64>,

            pub y: ::std::option::Option<f64>,

            pub z: ::std::option::Option<f64>,

            pub zone: ::std::option::Option<i16>,

            pub level: ::std::option::Option<i8>,

            pub visible: ::std::option::Option<bool>,
        }
        impl ::pilota::thrift::Message for Point {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Point" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.id.as_ref() {
                    __protocol.write_i32_field(1, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.at.as_ref() {
                    __protocol.write_i64_field(2, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.x.as_ref() {
                    __protocol.write_double_field(3, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.y.as_ref() {
                    __protocol.write_double_field(4, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.z.as_ref() {
                    __protocol.write_double_field(5, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.zone.as_ref() {
                    __protocol.write_i16_field(6, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.level.as_ref() {
                    __protocol.write_i8_field(7, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.visible.as_ref() {
                    __protocol.write_bool_field(8, *value)?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;
                let mut var_2 = ::std::option::Option::None;
                let mut var_3 = ::std::option::Option::None;
                let mut var_4 = ::std::option::Option::None;
                let mut var_5 = ::std::option::Option::None;
                let mut var_6 = ::std::option::Option::None;
                let mut var_7 = ::std::option::Option::None;
                let mut var_8 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                            {
                                var_1 = ::std::option::Option::Some(__protocol.read_i32()?);
                            }
                            ::std::option::Option::Some(2)
                                if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                            {
                                var_2 = ::std::option::Option::Some(__protocol.read_i64()?);
                            }
                            ::std::option::Option::Some(3)
                                if field_ident.field_type == ::pilota::thrift::TType::Double =>
                            {
                                var_3 = ::std::option::Option::Some(__protocol.read_double()?);
                            }
                            ::std::option::Option::Some(4)
                                if field_ident.field_type == ::pilota::thrift::TType::Double =>
                            {
                                var_4 = ::std::option::Option::Some(__protocol.read_double()?);
                            }
                            ::std::option::Option::Some(5)
                                if field_ident.field_type == ::pilota::thrift::TType::Double =>
                            {
                                var_5 = ::std::option::Option::Some(__protocol.read_double()?);
                            }
                            ::std::option::Option::Some(6)
                                if field_ident.field_type == ::pilota::thrift::TType::I16 =>
                            {
                                var_6 = ::std::option::Option::Some(__protocol.read_i16()?);
                            }
                            ::std::option::Option::Some(7) if field_ident.field_type == ::pilota::thrift::TType::I8 => {
                                var_7 = ::std::option::Option::Some(__protocol.read_i8()?);
                            }
                            ::std::option::Option::Some(8)
                                if field_ident.field_type == ::pilota::thrift::TType::Bool =>
                            {
                                var_8 = ::std::option::Option::Some(__protocol.read_bool()?);
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Point` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self {
                    id: var_1,
                    at: var_2,
                    x: var_3,
                    y: var_4,
                    z: var_5,
                    zone: var_6,
                    level: var_7,
                    visible: var_8,
                };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;
                    let mut var_2 = ::std::option::Option::None;
                    let mut var_3 = ::std::option::Option::None;
                    let mut var_4 = ::std::option::Option::None;
                    let mut var_5 = ::std::option::Option::None;
                    let mut var_6 = ::std::option::Option::None;
                    let mut var_7 = ::std::option::Option::None;
                    let mut var_8 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                                {
                                    var_1 = ::std::option::Option::Some(__protocol.read_i32().await?);
                                }
                                ::std::option::Option::Some(2)
                                    if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                                {
                                    var_2 = ::std::option::Option::Some(__protocol.read_i64().await?);
                                }
                                ::std::option::Option::Some(3)
                                    if field_ident.field_type == ::pilota::thrift::TType::Double =>
                                {
                                    var_3 = ::std::option::Option::Some(__protocol.read_double().await?);
                                }
                                ::std::option::Option::Some(4)
                                    if field_ident.field_type == ::pilota::thrift::TType::Double =>
                                {
                                    var_4 = ::std::option::Option::Some(__protocol.read_double().await?);
                                }
                                ::std::option::Option::Some(5)
                                    if field_ident.field_type == ::pilota::thrift::TType::Double =>
                                {
                                    var_5 = ::std::option::Option::Some(__protocol.read_double().await?);
                                }
                                ::std::option::Option::Some(6)
                                    if field_ident.field_type == ::pilota::thrift::TType::I16 =>
                                {
                                    var_6 = ::std::option::Option::Some(__protocol.read_i16().await?);
                                }
                                ::std::option::Option::Some(7)
                                    if field_ident.field_type == ::pilota::thrift::TType::I8 =>
                                {
                                    var_7 = ::std::option::Option::Some(__protocol.read_i8().await?);
                                }
                                ::std::option::Option::Some(8)
                                    if field_ident.field_type == ::pilota::thrift::TType::Bool =>
                                {
                                    var_8 = ::std::option::Option::Some(__protocol.read_bool().await?);
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!("decode struct `Point` field(#{}) failed, caused by: ", field_id));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self {
                        id: var_1,
                        at: var_2,
                        x: var_3,
                        y: var_4,
                        z: var_5,
                        zone: var_6,
                        level: var_7,
                        visible: var_8,
                    };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Point" })
                    + self
                        .id
                        .as_ref()
                        .map_or(0, |value| __protocol.i32_field_len(::std::option::Option::Some(1), *value))
                    + self
                        .at
                        .as_ref()
                        .map_or(0, |value| __protocol.i64_field_len(::std::option::Option::Some(2), *value))
                    + self
                        .x
                        .as_ref()
                        .map_or(0, |value| __protocol.double_field_len(::std::option::Option::Some(3), *value))
                    + self
                        .y
                        .as_ref()
                        .map_or(0, |value| __protocol.double_field_len(::std::option::Option::Some(4), *value))
                    + self
                        .z
                        .as_ref()
                        .map_or(0, |value| __protocol.double_field_len(::std::option::Option::Some(5), *value))
                    + self
                        .zone
                        .as_ref()
                        .map_or(0, |value| __protocol.i16_field_len(::std::option::Option::Some(6), *value))
                    + self
                        .level
                        .as_ref()
                        .map_or(0, |value| __protocol.i8_field_len(::std::option::Option::Some(7), *value))
                    + self
                        .visible
                        .as_ref()
                        .map_or(0, |value| __protocol.bool_field_len(::std::option::Option::Some(8), *value))
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Debug, Default, Clone, PartialEq)]
        pub struct Detail {
            pub id: ::std::option::Option<i32>,

            pub name: ::std::option::Option<::pilota::FastStr>,

            pub weight: ::std::option::Option<f64>,
        }
        impl ::pilota::thrift::Message for Detail {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Detail" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.id.as_ref() {
                    __protocol.write_i32_field(1, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.name.as_ref() {
                    __protocol.write_faststr_field(2, (value).clone())?;
                }
                if let ::std::option::Option::Some(value) = self.weight.as_ref() {
                    __protocol.write_double_field(3, *value)?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;
                let mut var_2 = ::std::option::Option::None;
                let mut var_3 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                            {
                                var_1 = ::std::option::Option::Some(__protocol.read_i32()?);
                            }
                            ::std::option::Option::Some(2)
                                if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                            {
                                var_2 = ::std::option::Option::Some(__protocol.read_faststr()?);
                            }
                            ::std::option::Option::Some(3)
                                if field_ident.field_type == ::pilota::thrift::TType::Double =>
                            {
                                var_3 = ::std::option::Option::Some(__protocol.read_double()?);
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Detail` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self { id: var_1, name: var_2, weight: var_3 };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;
                    let mut var_2 = ::std::option::Option::None;
                    let mut var_3 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                                {
                                    var_1 = ::std::option::Option::Some(__protocol.read_i32().await?);
                                }
                                ::std::option::Option::Some(2)
                                    if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                                {
                                    var_2 = ::std::option::Option::Some(__protocol.read_faststr().await?);
                                }
                                ::std::option::Option::Some(3)
                                    if field_ident.field_type == ::pilota::thrift::TType::Double =>
                                {
                                    var_3 = ::std::option::Option::Some(__protocol.read_double().await?);
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!(
                                "decode struct `Detail` field(#{}) failed, caused by: ",
                                field_id
                            ));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self { id: var_1, name: var_2, weight: var_3 };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Detail" })
                    + self
                        .id
                        .as_ref()
                        .map_or(0, |value| __protocol.i32_field_len(::std::option::Option::Some(1), *value))
                    + self
                        .name
                        .as_ref()
                        .map_or(0, |value| __protocol.faststr_field_len(::std::option::Option::Some(2), value))
                    + self
                        .weight
                        .as_ref()
                        .map_or(0, |value| __protocol.double_field_len(::std::option::Option::Some(3), *value))
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(PartialOrd, Debug, Default, Clone, PartialEq)]
        pub struct Points {
            pub points: ::std::option::Option<::std::vec::Vec<Point>>,
        }
        impl ::pilota::thrift::Message for Points {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Points" };

                __protocol.write_struct_begin(&struct_ident)?;
                if let ::std::option::Option::Some(value) = self.points.as_ref() {
                    __protocol.write_list_field(1, ::pilota::thrift::TType::Struct, &value, |__protocol, val| {
                        __protocol.write_struct(val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_1 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<Point> =
                                        ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr()
                                            .offset(i as isize)
                                            .write(::pilota::thrift::Message::decode(__protocol)?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Points` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let data = Self { points: var_1 };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_1 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(
                                                <Point as ::pilota::thrift::Message>::decode_async(__protocol).await?,
                                            );
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!(
                                "decode struct `Points` field(#{}) failed, caused by: ",
                                field_id
                            ));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let data = Self { points: var_1 };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Points" })
                    + self.points.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(1),
                            ::pilota::thrift::TType::Struct,
                            value,
                            |__protocol, el| __protocol.struct_len(el),
                        )
                    })
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
        #[derive(Debug, Default, Clone, PartialEq)]
        pub struct Mixed {
            pub active: bool,

            pub flags: ::std::option::Option<i8>,

            pub port: ::std::option::Option<i16>,

            pub count: ::std::option::Option<i32>,

            pub created: i64,

            pub ratio: ::std::option::Option<f64>,

            pub name: ::pilota::FastStr,

            pub payload: ::std::option::Option<::pilota::Bytes>,

            pub level: ::std::option::Option<Level>,

            pub detail: ::std::option::Option<Detail>,

            pub numbers: ::std::option::Option<::std::vec::Vec<i32>>,

            pub tags: ::std::option::Option<::std::vec::Vec<::pilota::FastStr>>,

            pub details: ::std::option::Option<::std::vec::Vec<Detail>>,

            pub counters: ::std::option::Option<::pilota::AHashMap<::pilota::FastStr, i32>>,

            pub labels: ::std::option::Option<::pilota::AHashMap<i32, ::pilota::FastStr>>,

            pub groups: ::std::option::Option<::pilota::AHashSet<::pilota::FastStr>>,

            pub seen: ::std::option::Option<::pilota::AHashSet<i64>>,

            pub hidden: ::std::option::Option<bool>,

            pub note: ::std::option::Option<::pilota::FastStr>,

            pub expires: ::std::option::Option<i64>,
        }
        impl ::pilota::thrift::Message for Mixed {
            fn encode<T: ::pilota::thrift::TOutputProtocol>(
                &self,
                __protocol: &mut T,
            ) -> ::std::result::Result<(), ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::thrift::TOutputProtocolExt;
                let struct_ident = ::pilota::thrift::TStructIdentifier { name: "Mixed" };

                __protocol.write_struct_begin(&struct_ident)?;
                __protocol.write_bool_field(1, *&self.active)?;
                if let ::std::option::Option::Some(value) = self.flags.as_ref() {
                    __protocol.write_i8_field(2, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.port.as_ref() {
                    __protocol.write_i16_field(3, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.count.as_ref() {
                    __protocol.write_i32_field(4, *value)?;
                }
                __protocol.write_i64_field(5, *&self.created)?;
                if let ::std::option::Option::Some(value) = self.ratio.as_ref() {
                    __protocol.write_double_field(6, *value)?;
                }
                __protocol.write_faststr_field(7, (&self.name).clone())?;
                if let ::std::option::Option::Some(value) = self.payload.as_ref() {
                    __protocol.write_bytes_field(8, (value).clone())?;
                }
                if let ::std::option::Option::Some(value) = self.level.as_ref() {
                    __protocol.write_i32_field(9, (value).inner())?;
                }
                if let ::std::option::Option::Some(value) = self.detail.as_ref() {
                    __protocol.write_struct_field(10, value, ::pilota::thrift::TType::Struct)?;
                }
                if let ::std::option::Option::Some(value) = self.numbers.as_ref() {
                    __protocol.write_list_field(11, ::pilota::thrift::TType::I32, &value, |__protocol, val| {
                        __protocol.write_i32(*val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                if let ::std::option::Option::Some(value) = self.tags.as_ref() {
                    __protocol.write_list_field(12, ::pilota::thrift::TType::Binary, &value, |__protocol, val| {
                        __protocol.write_faststr((val).clone())?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                if let ::std::option::Option::Some(value) = self.details.as_ref() {
                    __protocol.write_list_field(13, ::pilota::thrift::TType::Struct, &value, |__protocol, val| {
                        __protocol.write_struct(val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                if let ::std::option::Option::Some(value) = self.counters.as_ref() {
                    __protocol.write_map_field(
                        14,
                        ::pilota::thrift::TType::Binary,
                        ::pilota::thrift::TType::I32,
                        &value,
                        |__protocol, key| {
                            __protocol.write_faststr((key).clone())?;
                            ::std::result::Result::Ok(())
                        },
                        |__protocol, val| {
                            __protocol.write_i32(*val)?;
                            ::std::result::Result::Ok(())
                        },
                    )?;
                }
                if let ::std::option::Option::Some(value) = self.labels.as_ref() {
                    __protocol.write_map_field(
                        15,
                        ::pilota::thrift::TType::I32,
                        ::pilota::thrift::TType::Binary,
                        &value,
                        |__protocol, key| {
                            __protocol.write_i32(*key)?;
                            ::std::result::Result::Ok(())
                        },
                        |__protocol, val| {
                            __protocol.write_faststr((val).clone())?;
                            ::std::result::Result::Ok(())
                        },
                    )?;
                }
                if let ::std::option::Option::Some(value) = self.groups.as_ref() {
                    __protocol.write_set_field(16, ::pilota::thrift::TType::Binary, &value, |__protocol, val| {
                        __protocol.write_faststr((val).clone())?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                if let ::std::option::Option::Some(value) = self.seen.as_ref() {
                    __protocol.write_set_field(17, ::pilota::thrift::TType::I64, &value, |__protocol, val| {
                        __protocol.write_i64(*val)?;
                        ::std::result::Result::Ok(())
                    })?;
                }
                if let ::std::option::Option::Some(value) = self.hidden.as_ref() {
                    __protocol.write_bool_field(18, *value)?;
                }
                if let ::std::option::Option::Some(value) = self.note.as_ref() {
                    __protocol.write_faststr_field(19, (value).clone())?;
                }
                if let ::std::option::Option::Some(value) = self.expires.as_ref() {
                    __protocol.write_i64_field(20, *value)?;
                }
                __protocol.write_field_stop()?;
                __protocol.write_struct_end()?;
                ::std::result::Result::Ok(())
            }

            fn decode<T: ::pilota::thrift::TInputProtocol>(
                __protocol: &mut T,
            ) -> ::std::result::Result<Self, ::pilota::thrift::ThriftException> {
                #[allow(unused_imports)]
                use ::pilota::{Buf, thrift::TLengthProtocolExt};

                let mut var_1 = ::std::option::Option::None;
                let mut var_2 = ::std::option::Option::None;
                let mut var_3 = ::std::option::Option::None;
                let mut var_4 = ::std::option::Option::None;
                let mut var_5 = ::std::option::Option::None;
                let mut var_6 = ::std::option::Option::None;
                let mut var_7 = ::std::option::Option::None;
                let mut var_8 = ::std::option::Option::None;
                let mut var_9 = ::std::option::Option::None;
                let mut var_10 = ::std::option::Option::None;
                let mut var_11 = ::std::option::Option::None;
                let mut var_12 = ::std::option::Option::None;
                let mut var_13 = ::std::option::Option::None;
                let mut var_14 = ::std::option::Option::None;
                let mut var_15 = ::std::option::Option::None;
                let mut var_16 = ::std::option::Option::None;
                let mut var_17 = ::std::option::Option::None;
                let mut var_18 = ::std::option::Option::None;
                let mut var_19 = ::std::option::Option::None;
                let mut var_20 = ::std::option::Option::None;

                let mut __pilota_decoding_field_id = ::std::option::Option::None;

                __protocol.read_struct_begin()?;
                if let ::std::result::Result::Err(mut err) = (|| {
                    loop {
                        let field_ident = __protocol.read_field_begin()?;
                        if field_ident.field_type == ::pilota::thrift::TType::Stop {
                            __protocol.field_stop_len();
                            break;
                        } else {
                            __protocol.field_begin_len(field_ident.field_type, field_ident.id);
                        }
                        __pilota_decoding_field_id = field_ident.id;
                        match field_ident.id {
                            ::std::option::Option::Some(1)
                                if field_ident.field_type == ::pilota::thrift::TType::Bool =>
                            {
                                var_1 = ::std::option::Option::Some(__protocol.read_bool()?);
                            }
                            ::std::option::Option::Some(2) if field_ident.field_type == ::pilota::thrift::TType::I8 => {
                                var_2 = ::std::option::Option::Some(__protocol.read_i8()?);
                            }
                            ::std::option::Option::Some(3)
                                if field_ident.field_type == ::pilota::thrift::TType::I16 =>
                            {
                                var_3 = ::std::option::Option::Some(__protocol.read_i16()?);
                            }
                            ::std::option::Option::Some(4)
                                if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                            {
                                var_4 = ::std::option::Option::Some(__protocol.read_i32()?);
                            }
                            ::std::option::Option::Some(5)
                                if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                            {
                                var_5 = ::std::option::Option::Some(__protocol.read_i64()?);
                            }
                            ::std::option::Option::Some(6)
                                if field_ident.field_type == ::pilota::thrift::TType::Double =>
                            {
                                var_6 = ::std::option::Option::Some(__protocol.read_double()?);
                            }
                            ::std::option::Option::Some(7)
                                if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                            {
                                var_7 = ::std::option::Option::Some(__protocol.read_faststr()?);
                            }
                            ::std::option::Option::Some(8)
                                if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                            {
                                var_8 = ::std::option::Option::Some(__protocol.read_bytes()?);
                            }
                            ::std::option::Option::Some(9)
                                if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                            {
                                var_9 = ::std::option::Option::Some(::pilota::thrift::Message::decode(__protocol)?);
                            }
                            ::std::option::Option::Some(10)
                                if field_ident.field_type == ::pilota::thrift::TType::Struct =>
                            {
                                var_10 = ::std::option::Option::Some(::pilota::thrift::Message::decode(__protocol)?);
                            }
                            ::std::option::Option::Some(11)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_11 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<i32> = ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr().offset(i as isize).write(__protocol.read_i32()?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            ::std::option::Option::Some(12)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_12 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<::pilota::FastStr> =
                                        ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr().offset(i as isize).write(__protocol.read_faststr()?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            ::std::option::Option::Some(13)
                                if field_ident.field_type == ::pilota::thrift::TType::List =>
                            {
                                var_13 = ::std::option::Option::Some(unsafe {
                                    let list_ident = __protocol.read_list_begin()?;
                                    let mut val: ::std::vec::Vec<Detail> =
                                        ::std::vec::Vec::with_capacity(list_ident.size);
                                    for i in 0..list_ident.size {
                                        val.as_mut_ptr()
                                            .offset(i as isize)
                                            .write(::pilota::thrift::Message::decode(__protocol)?);
                                    }
                                    val.set_len(list_ident.size);
                                    __protocol.read_list_end()?;
                                    val
                                });
                            }
                            ::std::option::Option::Some(14)
                                if field_ident.field_type == ::pilota::thrift::TType::Map =>
                            {
                                var_14 = ::std::option::Option::Some({
                                    let map_ident = __protocol.read_map_begin()?;
                                    let mut val = ::pilota::AHashMap::with_capacity(map_ident.size);
                                    for _ in 0..map_ident.size {
                                        val.insert(__protocol.read_faststr()?, __protocol.read_i32()?);
                                    }
                                    __protocol.read_map_end()?;
                                    val
                                });
                            }
                            ::std::option::Option::Some(15)
                                if field_ident.field_type == ::pilota::thrift::TType::Map =>
                            {
                                var_15 = ::std::option::Option::Some({
                                    let map_ident = __protocol.read_map_begin()?;
                                    let mut val = ::pilota::AHashMap::with_capacity(map_ident.size);
                                    for _ in 0..map_ident.size {
                                        val.insert(__protocol.read_i32()?, __protocol.read_faststr()?);
                                    }
                                    __protocol.read_map_end()?;
                                    val
                                });
                            }
                            ::std::option::Option::Some(16)
                                if field_ident.field_type == ::pilota::thrift::TType::Set =>
                            {
                                var_16 = ::std::option::Option::Some({
                                    let list_ident = __protocol.read_set_begin()?;
                                    let mut val = ::pilota::AHashSet::with_capacity(list_ident.size);
                                    for _ in 0..list_ident.size {
                                        val.insert(__protocol.read_faststr()?);
                                    }
                                    __protocol.read_set_end()?;
                                    val
                                });
                            }
                            ::std::option::Option::Some(17)
                                if field_ident.field_type == ::pilota::thrift::TType::Set =>
                            {
                                var_17 = ::std::option::Option::Some({
                                    let list_ident = __protocol.read_set_begin()?;
                                    let mut val = ::pilota::AHashSet::with_capacity(list_ident.size);
                                    for _ in 0..list_ident.size {
                                        val.insert(__protocol.read_i64()?);
                                    }
                                    __protocol.read_set_end()?;
                                    val
                                });
                            }
                            ::std::option::Option::Some(18)
                                if field_ident.field_type == ::pilota::thrift::TType::Bool =>
                            {
                                var_18 = ::std::option::Option::Some(__protocol.read_bool()?);
                            }
                            ::std::option::Option::Some(19)
                                if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                            {
                                var_19 = ::std::option::Option::Some(__protocol.read_faststr()?);
                            }
                            ::std::option::Option::Some(20)
                                if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                            {
                                var_20 = ::std::option::Option::Some(__protocol.read_i64()?);
                            }
                            _ => {
                                __protocol.skip(field_ident.field_type)?;
                            }
                        }

                        __protocol.read_field_end()?;
                        __protocol.field_end_len();
                    }
                    ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                })() {
                    if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                        err.prepend_msg(&format!("decode struct `Mixed` field(#{}) failed, caused by: ", field_id));
                    }
                    return ::std::result::Result::Err(err);
                };
                __protocol.read_struct_end()?;

                let ::std::option::Option::Some(var_1) = var_1 else {
                    return ::std::result::Result::Err(::pilota::thrift::new_protocol_exception(
                        ::pilota::thrift::ProtocolExceptionKind::InvalidData,
                        "field active is required".to_string(),
                    ));
                };
                let ::std::option::Option::Some(var_5) = var_5 else {
                    return ::std::result::Result::Err(::pilota::thrift::new_protocol_exception(
                        ::pilota::thrift::ProtocolExceptionKind::InvalidData,
                        "field created is required".to_string(),
                    ));
                };
                let ::std::option::Option::Some(var_7) = var_7 else {
                    return ::std::result::Result::Err(::pilota::thrift::new_protocol_exception(
                        ::pilota::thrift::ProtocolExceptionKind::InvalidData,
                        "field name is required".to_string(),
                    ));
                };

                let data = Self {
                    active: var_1,
                    flags: var_2,
                    port: var_3,
                    count: var_4,
                    created: var_5,
                    ratio: var_6,
                    name: var_7,
                    payload: var_8,
                    level: var_9,
                    detail: var_10,
                    numbers: var_11,
                    tags: var_12,
                    details: var_13,
                    counters: var_14,
                    labels: var_15,
                    groups: var_16,
                    seen: var_17,
                    hidden: var_18,
                    note: var_19,
                    expires: var_20,
                };
                ::std::result::Result::Ok(data)
            }

            fn decode_async<'a, T: ::pilota::thrift::TAsyncInputProtocol>(
                __protocol: &'a mut T,
            ) -> ::std::pin::Pin<
                ::std::boxed::Box<
                    dyn ::std::future::Future<Output = ::std::result::Result<Self, ::pilota::thrift::ThriftException>>
                        + Send
                        + 'a,
                >,
            > {
                ::std::boxed::Box::pin(async move {
                    let mut var_1 = ::std::option::Option::None;
                    let mut var_2 = ::std::option::Option::None;
                    let mut var_3 = ::std::option::Option::None;
                    let mut var_4 = ::std::option::Option::None;
                    let mut var_5 = ::std::option::Option::None;
                    let mut var_6 = ::std::option::Option::None;
                    let mut var_7 = ::std::option::Option::None;
                    let mut var_8 = ::std::option::Option::None;
                    let mut var_9 = ::std::option::Option::None;
                    let mut var_10 = ::std::option::Option::None;
                    let mut var_11 = ::std::option::Option::None;
                    let mut var_12 = ::std::option::Option::None;
                    let mut var_13 = ::std::option::Option::None;
                    let mut var_14 = ::std::option::Option::None;
                    let mut var_15 = ::std::option::Option::None;
                    let mut var_16 = ::std::option::Option::None;
                    let mut var_17 = ::std::option::Option::None;
                    let mut var_18 = ::std::option::Option::None;
                    let mut var_19 = ::std::option::Option::None;
                    let mut var_20 = ::std::option::Option::None;

                    let mut __pilota_decoding_field_id = ::std::option::Option::None;

                    __protocol.read_struct_begin().await?;
                    if let ::std::result::Result::Err(mut err) = async {
                        loop {
                            let field_ident = __protocol.read_field_begin().await?;
                            if field_ident.field_type == ::pilota::thrift::TType::Stop {
                                break;
                            } else {
                            }
                            __pilota_decoding_field_id = field_ident.id;
                            match field_ident.id {
                                ::std::option::Option::Some(1)
                                    if field_ident.field_type == ::pilota::thrift::TType::Bool =>
                                {
                                    var_1 = ::std::option::Option::Some(__protocol.read_bool().await?);
                                }
                                ::std::option::Option::Some(2)
                                    if field_ident.field_type == ::pilota::thrift::TType::I8 =>
                                {
                                    var_2 = ::std::option::Option::Some(__protocol.read_i8().await?);
                                }
                                ::std::option::Option::Some(3)
                                    if field_ident.field_type == ::pilota::thrift::TType::I16 =>
                                {
                                    var_3 = ::std::option::Option::Some(__protocol.read_i16().await?);
                                }
                                ::std::option::Option::Some(4)
                                    if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                                {
                                    var_4 = ::std::option::Option::Some(__protocol.read_i32().await?);
                                }
                                ::std::option::Option::Some(5)
                                    if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                                {
                                    var_5 = ::std::option::Option::Some(__protocol.read_i64().await?);
                                }
                                ::std::option::Option::Some(6)
                                    if field_ident.field_type == ::pilota::thrift::TType::Double =>
                                {
                                    var_6 = ::std::option::Option::Some(__protocol.read_double().await?);
                                }
                                ::std::option::Option::Some(7)
                                    if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                                {
                                    var_7 = ::std::option::Option::Some(__protocol.read_faststr().await?);
                                }
                                ::std::option::Option::Some(8)
                                    if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                                {
                                    var_8 = ::std::option::Option::Some(__protocol.read_bytes().await?);
                                }
                                ::std::option::Option::Some(9)
                                    if field_ident.field_type == ::pilota::thrift::TType::I32 =>
                                {
                                    var_9 = ::std::option::Option::Some(
                                        <Level as ::pilota::thrift::Message>::decode_async(__protocol).await?,
                                    );
                                }
                                ::std::option::Option::Some(10)
                                    if field_ident.field_type == ::pilota::thrift::TType::Struct =>
                                {
                                    var_10 = ::std::option::Option::Some(
                                        <Detail as ::pilota::thrift::Message>::decode_async(__protocol).await?,
                                    );
                                }
                                ::std::option::Option::Some(11)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_11 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(__protocol.read_i32().await?);
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                ::std::option::Option::Some(12)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_12 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(__protocol.read_faststr().await?);
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                ::std::option::Option::Some(13)
                                    if field_ident.field_type == ::pilota::thrift::TType::List =>
                                {
                                    var_13 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_list_begin().await?;
                                        let mut val = ::std::vec::Vec::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.push(
                                                <Detail as ::pilota::thrift::Message>::decode_async(__protocol).await?,
                                            );
                                        }
                                        __protocol.read_list_end().await?;
                                        val
                                    });
                                }
                                ::std::option::Option::Some(14)
                                    if field_ident.field_type == ::pilota::thrift::TType::Map =>
                                {
                                    var_14 = ::std::option::Option::Some({
                                        let map_ident = __protocol.read_map_begin().await?;
                                        let mut val = ::pilota::AHashMap::with_capacity(map_ident.size);
                                        for _ in 0..map_ident.size {
                                            val.insert(__protocol.read_faststr().await?, __protocol.read_i32().await?);
                                        }
                                        __protocol.read_map_end().await?;
                                        val
                                    });
                                }
                                ::std::option::Option::Some(15)
                                    if field_ident.field_type == ::pilota::thrift::TType::Map =>
                                {
                                    var_15 = ::std::option::Option::Some({
                                        let map_ident = __protocol.read_map_begin().await?;
                                        let mut val = ::pilota::AHashMap::with_capacity(map_ident.size);
                                        for _ in 0..map_ident.size {
                                            val.insert(__protocol.read_i32().await?, __protocol.read_faststr().await?);
                                        }
                                        __protocol.read_map_end().await?;
                                        val
                                    });
                                }
                                ::std::option::Option::Some(16)
                                    if field_ident.field_type == ::pilota::thrift::TType::Set =>
                                {
                                    var_16 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_set_begin().await?;
                                        let mut val = ::pilota::AHashSet::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.insert(__protocol.read_faststr().await?);
                                        }
                                        __protocol.read_set_end().await?;
                                        val
                                    });
                                }
                                ::std::option::Option::Some(17)
                                    if field_ident.field_type == ::pilota::thrift::TType::Set =>
                                {
                                    var_17 = ::std::option::Option::Some({
                                        let list_ident = __protocol.read_set_begin().await?;
                                        let mut val = ::pilota::AHashSet::with_capacity(list_ident.size);
                                        for _ in 0..list_ident.size {
                                            val.insert(__protocol.read_i64().await?);
                                        }
                                        __protocol.read_set_end().await?;
                                        val
                                    });
                                }
                                ::std::option::Option::Some(18)
                                    if field_ident.field_type == ::pilota::thrift::TType::Bool =>
                                {
                                    var_18 = ::std::option::Option::Some(__protocol.read_bool().await?);
                                }
                                ::std::option::Option::Some(19)
                                    if field_ident.field_type == ::pilota::thrift::TType::Binary =>
                                {
                                    var_19 = ::std::option::Option::Some(__protocol.read_faststr().await?);
                                }
                                ::std::option::Option::Some(20)
                                    if field_ident.field_type == ::pilota::thrift::TType::I64 =>
                                {
                                    var_20 = ::std::option::Option::Some(__protocol.read_i64().await?);
                                }
                                _ => {
                                    __protocol.skip(field_ident.field_type).await?;
                                }
                            }

                            __protocol.read_field_end().await?;
                        }
                        ::std::result::Result::Ok::<_, ::pilota::thrift::ThriftException>(())
                    }
                    .await
                    {
                        if let ::std::option::Option::Some(field_id) = __pilota_decoding_field_id {
                            err.prepend_msg(&format!("decode struct `Mixed` field(#{}) failed, caused by: ", field_id));
                        }
                        return ::std::result::Result::Err(err);
                    };
                    __protocol.read_struct_end().await?;

                    let ::std::option::Option::Some(var_1) = var_1 else {
                        return ::std::result::Result::Err(::pilota::thrift::new_protocol_exception(
                            ::pilota::thrift::ProtocolExceptionKind::InvalidData,
                            "field active is required".to_string(),
                        ));
                    };
                    let ::std::option::Option::Some(var_5) = var_5 else {
                        return ::std::result::Result::Err(::pilota::thrift::new_protocol_exception(
                            ::pilota::thrift::ProtocolExceptionKind::InvalidData,
                            "field created is required".to_string(),
                        ));
                    };
                    let ::std::option::Option::Some(var_7) = var_7 else {
                        return ::std::result::Result::Err(::pilota::thrift::new_protocol_exception(
                            ::pilota::thrift::ProtocolExceptionKind::InvalidData,
                            "field name is required".to_string(),
                        ));
                    };

                    let data = Self {
                        active: var_1,
                        flags: var_2,
                        port: var_3,
                        count: var_4,
                        created: var_5,
                        ratio: var_6,
                        name: var_7,
                        payload: var_8,
                        level: var_9,
                        detail: var_10,
                        numbers: var_11,
                        tags: var_12,
                        details: var_13,
                        counters: var_14,
                        labels: var_15,
                        groups: var_16,
                        seen: var_17,
                        hidden: var_18,
                        note: var_19,
                        expires: var_20,
                    };
                    ::std::result::Result::Ok(data)
                })
            }

            fn size<T: ::pilota::thrift::TLengthProtocol>(&self, __protocol: &mut T) -> usize {
                #[allow(unused_imports)]
                use ::pilota::thrift::TLengthProtocolExt;
                __protocol.struct_begin_len(&::pilota::thrift::TStructIdentifier { name: "Mixed" })
                    + __protocol.bool_field_len(::std::option::Option::Some(1), *&self.active)
                    + self
                        .flags
                        .as_ref()
                        .map_or(0, |value| __protocol.i8_field_len(::std::option::Option::Some(2), *value))
                    + self
                        .port
                        .as_ref()
                        .map_or(0, |value| __protocol.i16_field_len(::std::option::Option::Some(3), *value))
                    + self
                        .count
                        .as_ref()
                        .map_or(0, |value| __protocol.i32_field_len(::std::option::Option::Some(4), *value))
                    + __protocol.i64_field_len(::std::option::Option::Some(5), *&self.created)
                    + self
                        .ratio
                        .as_ref()
                        .map_or(0, |value| __protocol.double_field_len(::std::option::Option::Some(6), *value))
                    + __protocol.faststr_field_len(::std::option::Option::Some(7), &self.name)
                    + self
                        .payload
                        .as_ref()
                        .map_or(0, |value| __protocol.bytes_field_len(::std::option::Option::Some(8), value))
                    + self
                        .level
                        .as_ref()
                        .map_or(0, |value| __protocol.i32_field_len(::std::option::Option::Some(9), (value).inner()))
                    + self
                        .detail
                        .as_ref()
                        .map_or(0, |value| __protocol.struct_field_len(::std::option::Option::Some(10), value))
                    + self.numbers.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(11),
                            ::pilota::thrift::TType::I32,
                            value,
                            |__protocol, el| __protocol.i32_len(*el),
                        )
                    })
                    + self.tags.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(12),
                            ::pilota::thrift::TType::Binary,
                            value,
                            |__protocol, el| __protocol.faststr_len(el),
                        )
                    })
                    + self.details.as_ref().map_or(0, |value| {
                        __protocol.list_field_len(
                            ::std::option::Option::Some(13),
                            ::pilota::thrift::TType::Struct,
                            value,
                            |__protocol, el| __protocol.struct_len(el),
                        )
                    })
                    + self.counters.as_ref().map_or(0, |value| {
                        __protocol.map_field_len(
                            ::std::option::Option::Some(14),
                            ::pilota::thrift::TType::Binary,
                            ::pilota::thrift::TType::I32,
                            value,
                            |__protocol, key| __protocol.faststr_len(key),
                            |__protocol, val| __protocol.i32_len(*val),
                        )
                    })
                    + self.labels.as_ref().map_or(0, |value| {
                        __protocol.map_field_len(
                            ::std::option::Option::Some(15),
                            ::pilota::thrift::TType::I32,
                            ::pilota::thrift::TType::Binary,
                            value,
                            |__protocol, key| __protocol.i32_len(*key),
                            |__protocol, val| __protocol.faststr_len(val),
                        )
                    })
                    + self.groups.as_ref().map_or(0, |value| {
                        __protocol.set_field_len(
                            ::std::option::Option::Some(16),
                            ::pilota::thrift::TType::Binary,
                            value,
                            |__protocol, el| __protocol.faststr_len(el),
                        )
                    })
                    + self.seen.as_ref().map_or(0, |value| {
                        __protocol.set_field_len(
                            ::std::option::Option::Some(17),
                            ::pilota::thrift::TType::I64,
                            value,
                            |__protocol, el| __protocol.i64_len(*el),
                        )
                    })
                    + self
                        .hidden
                        .as_ref()
                        .map_or(0, |value| __protocol.bool_field_len(::std::option::Option::Some(18), *value))
                    + self
                        .note
                        .as_ref()
                        .map_or(0, |value| __protocol.faststr_field_len(::std::option::Option::Some(19), value))
                    + self
                        .expires
                        .as_ref()
                        .map_or(0, |value| __protocol.i64_field_len(::std::option::Option::Some(20), *value))
                    + __protocol.field_stop_len()
                    + __protocol.struct_end_len()
            }
        }
    }
}
