//! Reading a request's body within a size and a time. actix has a limit for the size only: without this,
//! a body that trickles in byte by byte holds its connection for ever.
//!
//! Three times make a whole: the head of a request has the server's `client_request_timeout`, its body the
//! deadline of [`read_body`], and what is left of a refused body the server's `client_disconnect_timeout`,
//! for which chunked bodies need [`close_unread`].

use std::{
    cell::RefCell,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
    time::Duration,
};

use actix_web::{
    Error, HttpMessage,
    body::{BodySize, BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    http::{StatusCode, header::TRANSFER_ENCODING},
    middleware::Next,
    web::{Bytes, BytesMut},
};
use futures_util::{Stream, StreamExt};

/// How much and how long a body may be. Another one can be set by `app_data(BodyLimits { … })`.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimits {
    /// The most bytes.
    pub bytes: usize,
    /// The most time from the first look to the last byte.
    pub deadline: Duration,
}

impl Default for BodyLimits {
    /// One mebibyte, thirty seconds: all the texts of a long survey over a bad line.
    fn default() -> Self {
        Self {
            bytes: 1 << 20,
            deadline: Duration::from_secs(30),
        }
    }
}

/// Why a body did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyError {
    /// More bytes than allowed.
    TooLarge,
    /// The deadline passed before the last byte.
    TooSlow,
    /// The connection ended early, or the encoding of the transfer was wrong.
    Broken,
}

impl BodyError {
    /// The status that says so.
    pub fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Broken => StatusCode::BAD_REQUEST,
        }
    }
}

/// The whole body, or why not. `payload` is a [`web::Payload`](actix_web::web::Payload) or what lies in it.
pub async fn read_body(
    payload: impl Stream<Item = Result<Bytes, PayloadError>>,
    limit: usize,
    deadline: Duration,
) -> Result<Bytes, BodyError> {
    let reading = async {
        let mut payload = std::pin::pin!(payload);
        let mut body = BytesMut::new();
        while let Some(piece) = payload.next().await {
            let piece = piece.map_err(|_| BodyError::Broken)?;
            if piece.len() > limit - body.len() {
                return Err(BodyError::TooLarge);
            }
            body.extend_from_slice(&piece);
        }
        Ok(body.freeze())
    };
    tokio::time::timeout(deadline, reading)
        .await
        .unwrap_or(Err(BodyError::TooSlow))
}

/// Middleware that closes the connection when a chunked body was not read to its end. It has to be the
/// outermost one, so that no other takes the answer's body away.
///
/// actix 4.18 goes on reading, for ever, a chunked body that nobody holds any more (of a 404, of a form that
/// was too slow). Holding it until the answer is out makes it treat the connection like any other with
/// unread bytes: the answer, `client_disconnect_timeout`, the end.
pub async fn close_unread(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !request.headers().contains_key(TRANSFER_ENCODING) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let held = HeldBody(Rc::new(RefCell::new(request.take_payload())));
    let payload = Box::pin(held.clone());
    request.set_payload(Payload::Stream { payload });
    let response = next.call(request).await?;
    Ok(response.map_body(|_, answer| {
        BoxBody::new(AnswerHolding {
            answer: answer.boxed(),
            _unread: held,
        })
    }))
}

/// A request's body that the handler reads and the answer keeps.
#[derive(Clone)]
struct HeldBody(Rc<RefCell<Payload>>);

impl Stream for HeldBody {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut *self.0.borrow_mut()).poll_next(context)
    }
}

struct AnswerHolding {
    answer: BoxBody,
    _unread: HeldBody,
}

impl MessageBody for AnswerHolding {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.answer.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.answer).poll_next(context)
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{App, HttpResponse, HttpServer, middleware::from_fn, rt::net::TcpStream, web};
    use futures_util::stream;

    use super::*;

    const SOON: Duration = Duration::from_millis(1);
    const LATE: Duration = Duration::from_secs(60);

    fn pieces(texts: &[&'static str]) -> Vec<Result<Bytes, PayloadError>> {
        texts
            .iter()
            .map(|text| Ok(Bytes::from_static(text.as_bytes())))
            .collect()
    }

    #[actix_web::test]
    async fn a_body_in_pieces_arrives_whole() {
        let body = read_body(stream::iter(pieces(&["ab", "", "cd"])), 4, LATE).await;

        assert_eq!(body, Ok(Bytes::from_static(b"abcd")));
    }

    #[actix_web::test]
    async fn one_byte_more_than_allowed_is_too_large() {
        let body = read_body(stream::iter(pieces(&["ab", "cde"])), 4, LATE).await;

        assert_eq!(body, Err(BodyError::TooLarge));
    }

    #[actix_web::test]
    async fn a_body_that_never_ends_is_too_slow() {
        let trickle = stream::iter(pieces(&["a"])).chain(stream::pending());

        assert_eq!(read_body(trickle, 4, SOON).await, Err(BodyError::TooSlow));
    }

    #[actix_web::test]
    async fn a_connection_that_ends_early_is_broken() {
        let cut = stream::iter([Ok(Bytes::from_static(b"a")), Err(PayloadError::Incomplete(None))]);

        assert_eq!(read_body(cut, 4, LATE).await, Err(BodyError::Broken));
    }

    #[actix_web::test]
    async fn a_chunked_body_nobody_reads_does_not_hold_its_connection() {
        let server = HttpServer::new(|| {
            App::new()
                .wrap(from_fn(close_unread))
                .default_service(web::to(HttpResponse::NotFound))
        })
        .workers(1)
        .disable_signals()
        .client_disconnect_timeout(Duration::from_millis(200))
        .bind(("127.0.0.1", 0))
        .unwrap();
        let address = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);

        let head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n";
        let answer = tokio::time::timeout(LATE, talk(address, head)).await.unwrap();

        assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
        handle.stop(false).await;
    }

    /// Sends a piece and reads until the server closes.
    async fn talk(address: std::net::SocketAddr, piece: &[u8]) -> String {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.writable().await.unwrap();
        assert_eq!(stream.try_write(piece).unwrap(), piece.len());
        let (mut answer, mut buffer) = (Vec::new(), [0; 4096]);
        loop {
            stream.readable().await.unwrap();
            match stream.try_read(&mut buffer) {
                Ok(0) => return String::from_utf8(answer).unwrap(),
                Ok(length) => answer.extend_from_slice(&buffer[..length]),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => panic!("{error}"),
            }
        }
    }
}
