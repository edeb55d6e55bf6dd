//! Reports as mail servers write them.

use super::*;

const POSTFIX: &str = "\
Return-Path: <>
From: MAILER-DAEMON@relay.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: feedback@shop.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary=\"4Yx.1762000000/relay.example\"

This is a MIME-encapsulated message.

--4Yx.1762000000/relay.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

<ana@example.org>: host mx.example.org said: 550 5.1.1 unknown

--4Yx.1762000000/relay.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
X-Postfix-Sender: rfc822; feedback@shop.example
Arrival-Date: Sun,  1 Nov 2026 12:00:00 +0000 (UTC)

Final-Recipient: rfc822; ana.moved@example.org
Original-Recipient: rfc822;ana@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <ana@example.org>:
Status: 2.0.0 would be a lie

Final-Recipient: rfc822; bo@example.org
Action: failed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.example.org: Connection timed out

Final-Recipient: rfc822; cy@example.org
Action: relayed
Status: 2.0.0

--4Yx.1762000000/relay.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: feedback@shop.example
To: ana@example.org
Subject: hello

Final-Recipient: rfc822; quoted@example.org
Action: failed
Status: 5.1.1

--4Yx.1762000000/relay.example--
";

const EXCHANGE: &str = "\
From: Microsoft Outlook <postmaster@tenant.example>
To: <feedback@shop.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary=\"_d1c0_\"
Content-Language: en-GB
Subject: Undeliverable: hello

--_d1c0_
Content-Type: multipart/alternative; boundary=\"_inner_\"

--_inner_
Content-Type: text/html; charset=\"utf-8\"
Content-Transfer-Encoding: base64

PHA+WW91ciBtZXNzYWdlIGNvdWxkbid0IGJlIGRlbGl2ZXJlZC48L3A+

--_inner_--

--_d1c0_
Content-Type: message/delivery-status

Reporting-MTA: dns;DB9PR00MB0000.eurprd00.prod.outlook.com
Received-From-MTA: dns;shop.example
Arrival-Date: Sun, 1 Nov 2026 12:00:00 +0000

Original-Recipient: rfc822;dora@tenant.example
Final-Recipient: rfc822;dora@tenant.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

Final-Recipient: rfc822;eli@tenant.example
Action: failed
Status: 5.7.1

Final-Recipient: rfc822;finn@tenant.example
Action: delayed
Status: 4.4.7

--_d1c0_
Content-Type: message/rfc822

Subject: hello

--_d1c0_--
";

const IN_WORDS: &str = "\
From: postmaster@old.example
To: feedback@shop.example
Subject: failure notice
Content-Type: text/plain

Hi. This is the qmail-send program.
<gus@old.example>:
Sorry, no mailbox here by that name. (#5.1.1)
";

fn found(report: &str) -> Vec<(String, bool)> {
    addresses_that_failed(report.as_bytes())
}

fn pairs(pairs: &[(&str, bool)]) -> Vec<(String, bool)> {
    pairs.iter().map(|(name, hard)| ((*name).to_owned(), *hard)).collect()
}

const OF_POSTFIX: [(&str, bool); 2] = [("ana@example.org", true), ("bo@example.org", false)];
const OF_EXCHANGE: [(&str, bool); 3] = [
    ("dora@tenant.example", true),
    ("eli@tenant.example", false),
    ("finn@tenant.example", false),
];

#[test]
fn reports_name_the_addresses_that_failed() {
    assert_eq!(found(POSTFIX), pairs(&OF_POSTFIX));
    assert_eq!(found(&POSTFIX.replace('\n', "\r\n")), pairs(&OF_POSTFIX));
    assert_eq!(found(EXCHANGE), pairs(&OF_EXCHANGE));
    assert_eq!(found(IN_WORDS), pairs(&[]));
    assert_eq!(found(""), pairs(&[]));
}

#[test]
fn several_come_in_one_file() {
    let both = [&OF_POSTFIX[..], &OF_EXCHANGE[..]].concat();

    assert_eq!(found(&format!("{POSTFIX}\n{EXCHANGE}{IN_WORDS}")), pairs(&both));
    let mbox = format!("From a@b Sun Nov  1 12:00:00 2026\n{POSTFIX}\nFrom - x\n{IN_WORDS}\nFrom - x\n{EXCHANGE}");
    assert_eq!(found(&mbox), pairs(&both));
    let forwarded = format!(
        "Subject: Fwd\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: message/rfc822\n\n{POSTFIX}\n--o--\n"
    );
    assert_eq!(found(&forwarded), pairs(&OF_POSTFIX));
}

#[test]
fn the_bare_lines_of_a_status_are_enough_and_the_worse_word_counts() {
    let bare = "Final-Recipient: rfc822;Ana@example.org\nAction: failed\nStatus: 4.2.2\n\n\
                Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.2.1 (disabled)\n\n\
                Final-Recipient: rfc822; bo@example.org\nAction: failed\n\n\
                Final-Recipient: x400; c=de;a=x\nAction: failed\nStatus: 5.1.1\n";

    assert_eq!(found(bare), pairs(&[("Ana@example.org", true)]));
}

#[test]
fn hostile_reports_end() {
    let deep = "Content-Type: message/rfc822\n\n".repeat(20_000);
    let wide = "Content-Type: multipart/mixed; boundary=a\n\n--a--\n".repeat(20_000);
    let long = format!("Final-Recipient: rfc822; {}", "a\n ".repeat(200_000));

    for report in [deep, wide, long] {
        assert_eq!(found(&report), pairs(&[]));
    }
}
