//! x
/// x
pub async fn show() -> actix_web::HttpResponse {
    actix_web::HttpResponse::Ok().finish()
}
/// x
pub async fn find() -> actix_web::HttpResponse {
    actix_web::HttpResponse::Ok().finish()
}
