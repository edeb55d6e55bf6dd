//! Who may do what: one place that every handler of staff asks. For now only campaigns are not for everybody who is signed in.

use crate::domain::account::{Account, Role};

/// What a member of staff wishes to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// See which surveys there are, and share their links.
    SeeSurveys,
    /// Make and edit drafts.
    WriteSurveys,
    /// Publish a draft, close a survey or a period.
    PublishSurveys,
    /// Read and download what was released.
    ReadResults,
    /// See and change who is responsible.
    NameOrganisation,
    /// See the numbers of campaigns.
    SeeCampaigns,
    /// Write campaigns, bring addresses, send and stop; read mails that stayed here.
    WriteCampaigns,
}

/// Whether `account` may do it.
pub fn may(account: &Account, permission: Permission) -> bool {
    use Permission::{
        NameOrganisation, PublishSurveys, ReadResults, SeeCampaigns, SeeSurveys, WriteCampaigns, WriteSurveys,
    };
    match (account.role, permission) {
        (Role::Administrator | Role::Editor, WriteCampaigns) => true,
        (Role::Analyst | Role::PrivacyOfficer | Role::Auditor, WriteCampaigns) => false,
        (
            Role::Administrator | Role::Editor | Role::Analyst | Role::PrivacyOfficer | Role::Auditor,
            SeeSurveys | WriteSurveys | PublishSurveys | ReadResults | NameOrganisation | SeeCampaigns,
        ) => true,
    }
}
