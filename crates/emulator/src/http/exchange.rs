//! One request and its answer.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use hyper::header::{
    ALLOW, AUTHORIZATION, CONNECTION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, ORIGIN,
};
use hyper::{Method, Request, Response, StatusCode};
use tokio::time::timeout;

use super::limits::{BODY_BYTES, READ_SECONDS};
use super::{Event, Shared, now};
use crate::call::{Answer, Call, signed_region};
use crate::failure::Failure;

const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// Answers a request.
pub(super) async fn exchange(
    request: Request<Incoming>,
    shared: &Shared,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let mut call = Call {
        path: head.uri.path().to_owned(),
        target: text(&head.headers, &TARGET).map(str::to_owned),
        region: text(&head.headers, &AUTHORIZATION).and_then(signed_region),
        body: Vec::new(),
    };
    let read = match refused(&head.method, &head.headers) {
        Some(failure) => Err(failure),
        None => read(body).await,
    };
    let is_read = read.is_ok();
    let now = now();
    let (operation, answer) = match read {
        Ok(body) => {
            call.body = body;
            shared.service.borrow_mut().answer(&call, now)
        }
        Err(failure) => (None, Answer::from(failure)),
    };
    shared.tell(&Event::Answered {
        now,
        operation,
        call: &call,
        answer: &answer,
    });
    let id = shared.service.borrow().answered();
    let content_type = match call.target {
        Some(_) => "application/x-amz-json-1.1",
        None => "application/json",
    };
    Ok(response(&answer, content_type, id, is_read))
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// What is refused before its body is read.
fn refused(method: &Method, headers: &HeaderMap) -> Option<Failure> {
    if method != Method::POST {
        return Some(Failure::of_http(
            405,
            "MethodNotAllowedException",
            format!("every operation is a POST and this is a {method}; send a POST"),
        ));
    }
    // A page of somebody else's that the user has open is to write nothing here.
    headers.contains_key(ORIGIN).then(|| {
        Failure::of_http(
            403,
            "AccessDeniedException",
            "the request comes from a web page, which the emulator takes none from; use the AWS CLI or an SDK",
        )
    })
}

async fn read(body: Incoming) -> Result<Vec<u8>, Failure> {
    let most = u64::try_from(BODY_BYTES).unwrap_or(u64::MAX);
    if body.size_hint().lower() > most {
        return Err(too_large());
    }
    let collected = Limited::new(body, BODY_BYTES).collect();
    match timeout(Duration::from_secs(READ_SECONDS), collected).await {
        Ok(Ok(body)) => Ok(body.to_bytes().to_vec()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(error)) => Err(Failure::of_http(
            400,
            "ValidationException",
            format!("the body cannot be read: {error}; send the request again"),
        )),
        Err(_) => Err(Failure::of_http(
            408,
            "RequestTimeoutException",
            format!("the body did not arrive within {READ_SECONDS} seconds; send it at once"),
        )),
    }
}

fn too_large() -> Failure {
    Failure::of_http(
        413,
        "RequestEntityTooLargeException",
        format!("the body is larger than {BODY_BYTES} bytes, which no request needs; send less"),
    )
}

/// `number` is that of the answer, of which its id is made.
fn response(
    answer: &Answer,
    content_type: &'static str,
    number: u64,
    is_read: bool,
) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(answer.body().to_string())));
    let status = StatusCode::from_u16(answer.status());
    *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    let id = format!("00000000-0000-4000-8000-{number:012x}");
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert(REQUEST_ID, id);
    }
    if let Err(failure) = &answer.result {
        headers.insert(ERROR_TYPE, HeaderValue::from_static(failure.name));
        if failure.status == 405 {
            headers.insert(ALLOW, HeaderValue::from_static("POST"));
        }
    }
    if !is_read {
        // What is left of the body is no request.
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
