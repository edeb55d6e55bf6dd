//! For each kind of data: who may see, change, store and delete it. The page of permissions shows it, `docs/DATA.md` says the same, and a
//! test compares the two.

use super::inventory::DataKind;
use super::permission::Permission;

/// What is done with data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Reading it.
    See,
    /// Changing it.
    Change,
    /// Bringing it in.
    Store,
    /// Ending it before its time.
    Delete,
}

impl Doing {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::See, Self::Change, Self::Store, Self::Delete];

    /// Its name in interface words and in the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Change => "change",
            Self::Store => "store",
            Self::Delete => "delete",
        }
    }
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Staff with a permission.
    May(Permission),
    /// The respondent it comes from, with the receipt or the link of a mail.
    Respondent,
    /// Everybody.
    Everybody,
    /// Members of staff, of themselves.
    Oneself,
    /// Whoever runs the machine, on the command line.
    Operator,
    /// The program by itself.
    Program,
}

impl Who {
    /// Its name in interface words and in the document; a permission's is that of its roles.
    pub fn name(self) -> &'static str {
        match self {
            Self::May(permission) => permission.name(),
            Self::Respondent => "respondent",
            Self::Everybody => "everybody",
            Self::Oneself => "oneself",
            Self::Operator => "operator",
            Self::Program => "program",
        }
    }
}

use Permission::*;
use Who::{Everybody, May, Oneself, Operator, Program, Respondent};

/// Who may do this with this kind of data; empty for nobody.
pub fn who_may(kind: DataKind, doing: Doing) -> &'static [Who] {
    let [see, change, store, delete]: [&'static [Who]; 4] = match kind {
        DataKind::WaitingAnswers => [
            &[Respondent],
            &[Respondent],
            &[Respondent, Operator],
            &[Respondent, Operator],
        ],
        DataKind::SentMarks => [&[], &[], &[Program], &[Program]],
        DataKind::Cells => [&[], &[], &[Program], &[Program, Operator]],
        DataKind::Releases => [&[May(ReadResults)], &[], &[Program], &[]],
        DataKind::Comments => [&[May(ReadResults)], &[], &[Program], &[Respondent, Program]],
        DataKind::Removals => [&[May(ReadResults)], &[], &[Program], &[]],
        DataKind::Surveys => [&[May(SeeSurveys)], &[May(WriteSurveys)], &[May(PublishSurveys)], &[]],
        DataKind::Organisation => [&[Everybody], &[May(NameOrganisation)], &[May(NameOrganisation)], &[]],
        DataKind::Invitations => [
            &[May(SeeCampaigns)],
            &[May(WriteCampaigns)],
            &[May(WriteCampaigns)],
            &[May(WriteCampaigns), Respondent, Program],
        ],
        DataKind::Objections => [&[], &[], &[Respondent, Program], &[]],
        DataKind::Subscribers => [&[Respondent], &[Respondent], &[Respondent], &[Respondent, Program]],
        DataKind::Requests => [
            &[May(HandleRequests), Respondent],
            &[May(HandleRequests)],
            &[Respondent],
            &[Program],
        ],
        DataKind::Promises => [&[Everybody], &[], &[Program], &[]],
        DataKind::Processors => [&[Everybody], &[May(KeepRegister)], &[May(KeepRegister)], &[]],
        DataKind::Staff => [
            &[May(ManageStaff), May(SeeTrail), Oneself],
            &[May(ManageStaff), Oneself],
            &[May(ManageStaff), Operator],
            &[May(ManageStaff)],
        ],
        DataKind::Trail => [&[May(SeeTrail)], &[], &[Program], &[Program]],
        DataKind::Incidents => [
            &[May(SeeIncidents)],
            &[May(HandleIncidents)],
            &[May(HandleIncidents), Operator],
            &[],
        ],
        DataKind::Statements => [
            &[Everybody, May(WriteStatements)],
            &[May(WriteStatements)],
            &[May(WriteStatements)],
            &[],
        ],
        DataKind::Technical => [&[], &[], &[Program], &[Program]],
    };
    match doing {
        Doing::See => see,
        Doing::Change => change,
        Doing::Store => store,
        Doing::Delete => delete,
    }
}
