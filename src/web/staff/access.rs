//! Every route of staff: who may, how fresh their proof has to be, and what the trail says of it. What is not here is refused.

use crate::domain::permission::Permission;

use Access::{Anybody, Begun, May, OfSurvey, Own};
use Permission::*;

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whoever comes by: the door itself.
    Anybody,
    /// Whoever gave a password and perhaps no second factor yet.
    Begun,
    /// Whoever is signed in, about their own account.
    Own,
    /// Whoever has the permission on some survey, or where it is about none.
    May(Permission),
    /// Whoever has the permission on the survey in the address.
    OfSurvey(Permission),
}

/// One route.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The method; HEAD is GET.
    pub method: &'static str,
    /// The address, as the table of routes writes it.
    pub path: &'static str,
    /// Who may.
    pub access: Access,
    /// Whether somebody has to have proved who they are a short while ago.
    pub fresh: bool,
    /// What the trail says of it before it is done; empty for what neither shows nor changes anything.
    pub act: &'static str,
}

const fn get(path: &'static str, access: Access) -> Row {
    Row {
        method: "GET",
        path,
        access,
        fresh: false,
        act: "",
    }
}

const fn post(path: &'static str, access: Access, act: &'static str) -> Row {
    Row {
        method: "POST",
        act,
        ..get(path, access)
    }
}

impl Row {
    const fn noted(self, act: &'static str) -> Self {
        Self { act, ..self }
    }

    const fn fresh(self) -> Self {
        Self { fresh: true, ..self }
    }
}

/// The table.
pub const TABLE: &[Row] = &[
    get("/staff", Own),
    // the door
    get("/staff/sign-in", Anybody),
    post("/staff/sign-in", Anybody, ""),
    post("/staff/sign-out", Anybody, ""),
    get("/staff/lost", Anybody),
    post("/staff/lost", Anybody, ""),
    get("/staff/setup/{token}", Anybody),
    post("/staff/setup/{token}", Anybody, ""),
    get("/staff/second", Begun),
    post("/staff/second", Begun, ""),
    post("/staff/second/passkey", Begun, ""),
    get("/staff/second/new", Begun),
    post("/staff/second/new", Begun, ""),
    post("/staff/second/new/passkey", Begun, ""),
    get("/staff/confirm", Own),
    post("/staff/confirm", Own, ""),
    // one's own account
    get("/staff/account", Own),
    post("/staff/account/address", Own, "address.change").fresh(),
    post("/staff/account/password", Own, "password.change").fresh(),
    post("/staff/account/sessions", Own, "session.end"),
    post("/staff/account/factors", Own, "factor.remove").fresh(),
    post("/staff/account/recovery", Own, "recovery.renew").fresh(),
    get("/staff/account/tokens", Own),
    post("/staff/account/tokens", Own, "token.create").fresh(),
    post("/staff/account/tokens/end", Own, "token.end"),
    // the office
    get("/staff/office", Own),
    get("/staff/permissions", Own),
    get("/staff/people", May(ManageStaff)).noted("people.see"),
    get("/staff/people/new", May(ManageStaff)).fresh(),
    post("/staff/people/new", May(ManageStaff), "people.add").fresh(),
    get("/staff/people/{id}", May(ManageStaff)).noted("people.see"),
    post("/staff/people/{id}", May(ManageStaff), "people.change").fresh(),
    get("/staff/trail", May(SeeTrail)).noted("trail.see"),
    get("/staff/trail.json", May(ExportTrail)).noted("trail.export").fresh(),
    get("/staff/organisation", May(NameOrganisation)),
    post("/staff/organisation", May(NameOrganisation), "organisation.change").fresh(),
    get("/staff/mails", May(ReadKeptMails)).noted("mails.see"),
    get("/staff/keys", May(SeeKeys)).noted("keys.see"),
    get("/staff/version", Own),
    get("/staff/version/sbom.json", Own),
    // requests of people about data of themselves
    get("/staff/requests", May(HandleRequests)).noted("requests.see"),
    get("/staff/requests/{id}", May(HandleRequests))
        .noted("request.open")
        .fresh(),
    post("/staff/requests/{id}", May(HandleRequests), "request.answer").fresh(),
    // training, which stays open without training
    get("/staff/training", Own),
    post("/staff/training", Own, "training.acknowledge"),
    get("/staff/training/record", May(SeeTraining)).noted("training.see"),
    get("/staff/training/record.csv", May(SeeTraining))
        .noted("training.export")
        .fresh(),
    get("/staff/guidelines/edit", May(WriteGuidelines)),
    post("/staff/guidelines/edit", May(WriteGuidelines), "guidelines.publish").fresh(),
    get("/staff/guidelines/versions/{number}", May(SeeTraining)),
    // the privacy policy
    get("/staff/policy", May(WritePolicy)),
    post("/staff/policy", May(WritePolicy), "policy.edit"),
    post("/staff/policy/publish", May(PublishPolicy), "policy.publish").fresh(),
    // who else handles data, and how long it is kept
    get("/staff/processors", May(SeeRegister)),
    get("/staff/processors/new", May(KeepRegister)).fresh(),
    post("/staff/processors/new", May(KeepRegister), "processors.propose").fresh(),
    get("/staff/processors/{id}", May(KeepRegister)).fresh(),
    post("/staff/processors/{id}", May(KeepRegister), "processors.change").fresh(),
    post("/staff/processors/{id}/end", May(KeepRegister), "processors.end").fresh(),
    get("/staff/inventory", May(SeeRegister)),
    get("/staff/inventory.csv", May(SeeRegister))
        .noted("inventory.export")
        .fresh(),
    get("/staff/retention", May(SeeRegister)),
    post("/staff/retention", May(KeepRegister), "retention.choose").fresh(),
    post("/staff/retention/run", May(KeepRegister), "retention.run").fresh(),
    // surveys
    get("/staff/surveys", May(SeeSurveys)),
    get("/staff/surveys/new", May(WriteSurveys)),
    post("/staff/surveys/new", May(WriteSurveys), "survey.create"),
    get("/staff/surveys/{slug}", OfSurvey(SeeSurveys)),
    get("/staff/surveys/{slug}/edit", OfSurvey(WriteSurveys)),
    post("/staff/surveys/{slug}/edit", OfSurvey(WriteSurveys), "survey.edit"),
    get("/staff/surveys/{slug}/json", OfSurvey(WriteSurveys)),
    post("/staff/surveys/{slug}/json", OfSurvey(WriteSurveys), "survey.edit"),
    get("/staff/surveys/{slug}/publish", OfSurvey(PublishSurveys)),
    post(
        "/staff/surveys/{slug}/publish",
        OfSurvey(PublishSurveys),
        "survey.publish",
    ),
    get("/staff/surveys/{slug}/close", OfSurvey(PublishSurveys)),
    post("/staff/surveys/{slug}/close", OfSurvey(PublishSurveys), "survey.close"),
    get("/staff/surveys/{slug}/share", OfSurvey(SeeSurveys)),
    get("/staff/surveys/{slug}/qr.svg", OfSurvey(SeeSurveys)),
    get("/staff/surveys/{slug}/results", OfSurvey(ReadResults)).noted("results.see"),
    get("/staff/surveys/{slug}/why", OfSurvey(ReadResults)),
    get("/staff/surveys/{slug}/results.json", OfSurvey(ExportResults))
        .noted("results.export")
        .fresh(),
    get("/staff/surveys/{slug}/results.csv", OfSurvey(ExportResults))
        .noted("results.export")
        .fresh(),
    // invitations
    get("/staff/surveys/{slug}/invitations", OfSurvey(SeeCampaigns)).noted("campaigns.see"),
    get("/staff/surveys/{slug}/invitations/new", OfSurvey(WriteCampaigns)),
    post(
        "/staff/surveys/{slug}/invitations/new",
        OfSurvey(WriteCampaigns),
        "campaign.create",
    ),
    get("/staff/surveys/{slug}/invitations/{id}", OfSurvey(SeeCampaigns)).noted("campaigns.see"),
    post(
        "/staff/surveys/{slug}/invitations/{id}",
        OfSurvey(WriteCampaigns),
        "campaign.edit",
    ),
    get(
        "/staff/surveys/{slug}/invitations/{id}/preview",
        OfSurvey(WriteCampaigns),
    ),
    get("/staff/surveys/{slug}/invitations/{id}/list", OfSurvey(WriteCampaigns)),
    post(
        "/staff/surveys/{slug}/invitations/{id}/list",
        OfSurvey(WriteCampaigns),
        "campaign.list",
    ),
    post(
        "/staff/surveys/{slug}/invitations/{id}/bounces",
        OfSurvey(WriteCampaigns),
        "campaign.bounces",
    ),
    get("/staff/surveys/{slug}/invitations/{id}/stop", OfSurvey(WriteCampaigns)),
    post(
        "/staff/surveys/{slug}/invitations/{id}/stop",
        OfSurvey(WriteCampaigns),
        "campaign.stop",
    ),
    // incidents
    get("/staff/incidents", May(SeeIncidents)).noted("incidents.see"),
    get("/staff/incidents/new", May(HandleIncidents)),
    post("/staff/incidents/new", May(HandleIncidents), "incident.create"),
    get("/staff/incidents/{id}", May(SeeIncidents)).noted("incidents.see"),
    get("/staff/incidents/{id}/edit", May(HandleIncidents)),
    post("/staff/incidents/{id}/edit", May(HandleIncidents), "incident.edit"),
    post(
        "/staff/incidents/{id}/checklist",
        May(HandleIncidents),
        "incident.check",
    ),
    post("/staff/incidents/{id}/tasks", May(HandleIncidents), "incident.task"),
    get("/staff/incidents/{id}/authority", May(SeeIncidents)).noted("incidents.see"),
    get("/staff/incidents/{id}/authority.txt", May(SeeIncidents)).noted("incidents.export"),
    get("/staff/incidents/{id}/people", May(SeeIncidents)).noted("incidents.see"),
    get("/staff/incidents/{id}/publish", May(PublishIncidents)).fresh(),
    post(
        "/staff/incidents/{id}/publish",
        May(PublishIncidents),
        "incident.publish",
    )
    .fresh(),
    // statements
    get("/staff/surveys/{slug}/statements", OfSurvey(WriteStatements)),
    get("/staff/surveys/{slug}/statements/new", OfSurvey(WriteStatements)),
    post(
        "/staff/surveys/{slug}/statements/new",
        OfSurvey(WriteStatements),
        "statement.create",
    ),
    get("/staff/surveys/{slug}/statements/{id}", OfSurvey(WriteStatements)),
    post(
        "/staff/surveys/{slug}/statements/{id}",
        OfSurvey(WriteStatements),
        "statement.edit",
    ),
    get("/staff/surveys/{slug}/statements/{id}/quote", OfSurvey(QuoteResults)).noted("results.see"),
    post(
        "/staff/surveys/{slug}/statements/{id}/quote",
        OfSurvey(QuoteResults),
        "statement.quote",
    ),
    post(
        "/staff/surveys/{slug}/statements/{id}/unquote",
        OfSurvey(WriteStatements),
        "statement.unquote",
    ),
    get(
        "/staff/surveys/{slug}/statements/{id}/publish",
        OfSurvey(WriteStatements),
    )
    .fresh(),
    post(
        "/staff/surveys/{slug}/statements/{id}/publish",
        OfSurvey(WriteStatements),
        "statement.publish",
    )
    .fresh(),
];

/// The row of a method at an address of the table of routes. `Err` tells whether the address takes other methods.
pub fn find(method: &str, path: &str) -> Result<&'static Row, bool> {
    let mut here = TABLE.iter().filter(|row| row.path == path).peekable();
    let is_known = here.peek().is_some();
    here.find(|row| row.method == method).ok_or(is_known)
}
