use crate::app::TestApp;
#[test]
fn smoke() {
    let mut app = TestApp::start();
    app.survey("visit");
    let r = app.answer("visit", &[("overall", "4"), ("more", "hello there")]).stored();
    println!("{r}");
    app.many("visit", 30);
    app.settled();
    let t = std::time::Instant::now();
    println!("{:?} {:?}", app.tick("visit"), t.elapsed());
    println!("{}", app.releases("visit")[0].to_json());
    println!("{}", app.receipt("visit", &r, "", &[]).body);
    let v = app.place.every_value();
    println!("{}", v.len());
    let t = std::time::Instant::now();
    app.restart();
    println!("restart {:?}", t.elapsed());
    println!("{} {}", app.waiting(), app.log());
}
