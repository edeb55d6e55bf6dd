//! x
/// x
pub async fn create() -> actix_web::HttpResponse {
    actix_web::HttpResponse::Ok().finish()
}
