//! What only somebody with the key folder and a receipt can know of the database; for tests that ask where an answer went.

use chorus::domain::hex;
use chorus::domain::id::Id;
use chorus::keys::KeyFolder;
use chorus::privacy::receipt::Nonce;
use chorus::privacy::record::{Body, Record};
use chorus::privacy::seal::SealedAnswer;

use crate::app::TestApp;
use crate::place::Place;

/// The random name of a survey.
pub fn survey_id(place: &Place, slug: &str) -> Id {
    let names = place.bytes(&format!("SELECT id AS value FROM surveys WHERE slug = '{slug}'"));
    Id::from_slice(names.first().expect("a survey")).expect("a name")
}

/// The name of the record that the holder of `receipt` left for `item`.
pub fn record_id(survey: Id, receipt: &str, item: &str) -> Id {
    Nonce::parse(receipt).expect("a receipt").record(survey, item)
}

/// The ciphertext of a record that waits.
pub fn sealed(place: &Place, id: Id) -> Option<Vec<u8>> {
    let key = if place.is_postgres() {
        format!("'\\x{id}'")
    } else {
        format!("x'{id}'")
    };
    let query = format!(
        "SELECT sealed AS value FROM inbox WHERE id = {key} UNION ALL SELECT sealed AS value FROM pool WHERE id = {key}"
    );
    place.bytes(&query).pop()
}

/// All that waits, as somebody with the database in hand reads it.
pub fn everything_sealed(place: &Place, survey: Id) -> Vec<SealedAnswer> {
    let line = "encode_id || ' ' || item || ' ' || period || ' ' || epoch || ' ' || encode_sealed";
    let encode = |column: &str| {
        if place.is_postgres() {
            format!("encode({column}, 'hex')")
        } else {
            format!("lower(hex({column}))")
        }
    };
    let expression = line
        .replace("encode_id", &encode("id"))
        .replace("encode_sealed", &encode("sealed"));
    let own = if place.is_postgres() {
        format!("'\\x{survey}'")
    } else {
        format!("x'{survey}'")
    };
    let read = |table: &str| place.texts(&expression, &format!("FROM {table} WHERE survey_id = {own}"));
    read("inbox")
        .into_iter()
        .chain(read("pool"))
        .map(|line| {
            let parts: Vec<&str> = line.split(' ').collect();
            let [id, item, period, epoch, sealed] = parts[..] else {
                panic!("five parts")
            };
            let (id, sealed) = (Id::parse(id).expect("a name"), hex::decode(sealed).expect("bytes"));
            SealedAnswer::from_row(
                id,
                item.to_owned(),
                period.to_owned(),
                epoch.parse().expect("an epoch"),
                sealed,
            )
        })
        .collect()
}

/// Opens what waits with the keys the folder has now; counts what does not open.
pub fn opened(place: &Place, survey: Id) -> (Vec<(Id, Record)>, usize) {
    let keys = KeyFolder::open(&place.key_file()).expect("a key folder");
    let mut records = Vec::new();
    let mut closed = 0;
    for sealed in everything_sealed(place, survey) {
        let key = keys.pool_key(survey, sealed.epoch()).expect("a key folder");
        match key.and_then(|key| sealed.open(survey, &key)) {
            Some(record) => records.push((sealed.id(), record)),
            None => closed += 1,
        }
    }
    (records, closed)
}

impl TestApp {
    /// The segments under which a respondent's record of `item` waits.
    pub fn segments_of(&self, slug: &str, receipt: &str, item: &str) -> Vec<Option<u8>> {
        let survey = survey_id(&self.place, slug);
        let id = record_id(survey, receipt, item);
        let (records, _) = opened(&self.place, survey);
        let (_, record) = records
            .into_iter()
            .find(|(name, _)| *name == id)
            .expect("a record that waits");
        assert!(
            !matches!(record.body, Body::Comment { .. }),
            "comments have no segments"
        );
        record.segments.0
    }
}
