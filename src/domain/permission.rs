//! Who may do what: one table of permission × role, shown as a page and asked by every route.

use super::account::{Account, Role};
use super::id::Id;

/// What a member of staff wishes to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See which surveys there are, and share their links.
    SeeSurveys,
    /// Make and edit drafts.
    WriteSurveys,
    /// Publish a draft, close a survey or a period.
    PublishSurveys,
    /// Read what was released.
    ReadResults,
    /// Take what was released out of Chorus.
    ExportResults,
    /// See the numbers of campaigns.
    SeeCampaigns,
    /// Write campaigns, bring addresses, send and stop.
    WriteCampaigns,
    /// See and change who is responsible.
    NameOrganisation,
    /// Read mails that stayed on this machine for want of a relay.
    ReadKeptMails,
    /// Add staff, change roles, end accounts.
    ManageStaff,
    /// See ages of keys.
    SeeKeys,
    /// Read the trail of what staff did.
    SeeTrail,
    /// Take the trail out of Chorus.
    ExportTrail,
    /// Write the guidelines for handling data.
    WriteGuidelines,
    /// See who acknowledged the guidelines.
    SeeTraining,
    /// Write the next version of the privacy policy.
    WritePolicy,
    /// Publish it.
    PublishPolicy,
    /// See the register of incidents.
    SeeIncidents,
    /// Write the register of incidents.
    HandleIncidents,
    /// Publish what happened.
    PublishIncidents,
    /// Write and publish what was done with answers.
    WriteStatements,
    /// Quote what was released in a statement.
    QuoteResults,
    /// See and answer requests of people about their own data.
    HandleRequests,
    /// See the register of processors, the inventory and the rules of retention.
    SeeRegister,
    /// Keep them.
    KeepRegister,
}

use Permission::*;
use Role::{Administrator, Analyst, Auditor, Editor, PrivacyOfficer};

/// The table. A permission that is not here is nobody's.
pub const TABLE: &[(Permission, &[Role])] = &[
    (SeeSurveys, &[Administrator, Editor, Analyst, PrivacyOfficer, Auditor]),
    (WriteSurveys, &[Editor]),
    (PublishSurveys, &[Editor]),
    (ReadResults, &[Analyst, Auditor]),
    (ExportResults, &[Analyst]),
    (SeeCampaigns, &[Editor, Analyst, PrivacyOfficer, Auditor]),
    (WriteCampaigns, &[Editor]),
    (NameOrganisation, &[Administrator, PrivacyOfficer]),
    (ReadKeptMails, &[Administrator]),
    (ManageStaff, &[Administrator]),
    (SeeKeys, &[Administrator, PrivacyOfficer, Auditor]),
    (SeeTrail, &[PrivacyOfficer, Auditor]),
    (ExportTrail, &[PrivacyOfficer, Auditor]),
    (WriteGuidelines, &[PrivacyOfficer]),
    (SeeTraining, &[PrivacyOfficer, Auditor]),
    (WritePolicy, &[Administrator, Editor, PrivacyOfficer]),
    (PublishPolicy, &[PrivacyOfficer]),
    (SeeIncidents, &[Administrator, PrivacyOfficer, Auditor]),
    (HandleIncidents, &[Administrator, PrivacyOfficer]),
    (PublishIncidents, &[PrivacyOfficer]),
    (WriteStatements, &[Editor, Analyst]),
    (QuoteResults, &[Analyst]),
    (HandleRequests, &[PrivacyOfficer]),
    (SeeRegister, &[Administrator, PrivacyOfficer, Auditor]),
    (KeepRegister, &[PrivacyOfficer]),
];

impl Permission {
    /// The roles that have it.
    pub fn roles(self) -> &'static [Role] {
        TABLE
            .iter()
            .find(|(permission, _)| *permission == self)
            .map_or(&[], |(_, roles)| *roles)
    }

    /// Its name in interface words (`permission-{name}`) and in the trail.
    pub fn name(self) -> &'static str {
        match self {
            SeeSurveys => "see-surveys",
            WriteSurveys => "write-surveys",
            PublishSurveys => "publish-surveys",
            ReadResults => "read-results",
            ExportResults => "export-results",
            SeeCampaigns => "see-campaigns",
            WriteCampaigns => "write-campaigns",
            NameOrganisation => "name-organisation",
            ReadKeptMails => "read-kept-mails",
            ManageStaff => "manage-staff",
            SeeKeys => "see-keys",
            SeeTrail => "see-trail",
            ExportTrail => "export-trail",
            WriteGuidelines => "write-guidelines",
            SeeTraining => "see-training",
            WritePolicy => "write-policy",
            PublishPolicy => "publish-policy",
            SeeIncidents => "see-incidents",
            HandleIncidents => "handle-incidents",
            PublishIncidents => "publish-incidents",
            WriteStatements => "write-statements",
            QuoteResults => "quote-results",
            HandleRequests => "handle-requests",
            SeeRegister => "see-register",
            KeepRegister => "keep-register",
        }
    }

    /// Whether it opens results or contacts, which stay closed until the guidelines are acknowledged.
    pub fn needs_training(self) -> bool {
        matches!(
            self,
            ReadResults | ExportResults | SeeCampaigns | WriteCampaigns | ReadKeptMails | QuoteResults | HandleRequests
        )
    }
}

impl Account {
    /// Whether any role has the permission, on whichever survey.
    pub fn may(&self, permission: Permission) -> bool {
        permission.roles().iter().any(|role| self.roles.has(*role))
    }

    /// Whether a role has the permission on this survey: editors and analysts only where they belong.
    pub fn may_on(&self, permission: Permission, survey: Id) -> bool {
        let belongs = self.everywhere || self.surveys.contains(&survey);
        permission
            .roles()
            .iter()
            .any(|role| self.roles.has(*role) && (belongs || !role.is_by_survey()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::Roles;

    #[test]
    fn an_editor_works_where_they_belong_and_an_auditor_sees_every_survey() {
        let (own, foreign) = (Id::new([1; 16]), Id::new([2; 16]));
        let mut account = Account {
            id: Id::new([0; 16]),
            email: String::new(),
            roles: Roles::of(&[Editor]),
            everywhere: false,
            surveys: vec![own],
            language: "en".to_owned(),
        };

        assert!(account.may_on(WriteSurveys, own) && !account.may_on(WriteSurveys, foreign));
        assert!(!account.may(ReadResults) && !account.may(ManageStaff));
        account.roles = Roles::of(&[Editor, Auditor]);
        assert!(account.may_on(ReadResults, foreign) && !account.may_on(WriteSurveys, foreign));
        account.everywhere = true;
        assert!(account.may_on(WriteSurveys, foreign));
    }

    #[test]
    fn an_administrator_reads_no_answers() {
        for permission in [ReadResults, ExportResults, SeeCampaigns] {
            assert!(!permission.roles().contains(&Administrator), "{permission:?}");
        }
    }
}
