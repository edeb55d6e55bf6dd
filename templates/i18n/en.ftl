### The words of the interface in English. The other files hold the same keys; a test compares them.
### Grouped by page family; keys are the same in templates and here, so that a search finds both.

## Numbers
percent = { $number }%
percent-range = { $low }–{ $high }%

## Layout
skip-to-content = Skip to the content
motto = Hear the chorus, never the voice
footer-privacy = Privacy
staff-menu = Staff pages
staff-menu-surveys = Surveys
staff-menu-organisation = Organisation
sign-out = Sign out

## Charts
chart-as-table = Show as a table
chart-answer = Answer
chart-count = Answers
chart-share = Share
chart-interval = 95% interval
chart-interval-of = 95% interval: { $range }

## Error pages
error-400-title = We could not read that
error-400 = What arrived is not complete or not in a form this page understands. Nothing was stored. Please go back, reload the page and try again.
error-401-title = Please sign in
error-401 = This page is for signed-in staff.
error-403-title = This was not sent from our page
error-403 = To protect you, we only take forms that were sent from this site. Nothing was stored. Please open the page again and send it from there.
error-404-title = Page not found
error-404 = There is nothing at this address. If you typed it, please check it letter by letter; if you followed a link, it may be out of date.
error-405-title = This page cannot do that
error-405 = The address is right, but it does not take what was sent. Please open the page again and start from there.
error-408-title = That took too long
error-408 = The connection was too slow, so we stopped waiting. Nothing was stored. Please go back and send it again; what you typed should still be there.
error-413-title = That is too much at once
error-413 = What you sent is larger than this page accepts. Nothing was stored. Please go back and shorten the longest texts.
error-415-title = We do not understand this format
error-415 = This page only takes what its own form sends. Nothing was stored.
error-429-title = Please wait a moment
error-429 = There were too many attempts from your network in a short time. Please try again in a minute. We keep no address to know this.
error-500-title = Something went wrong on our side
error-500 = This is our mistake, not yours. Please try again later.
error-503-title = We are very busy just now
error-503 = Nothing is lost: please go back and send it again in a minute.
error-home = Go to the start page

## The form
form-languages = Languages
form-errors-prefix = Error:
form-errors-title = Please look at these again
form-send = Send my answers
form-anonymous-hint = No account, no cookie, no name. What you typed that could identify you is shown to you before it is removed.
form-optional = (optional)
form-choose = Please choose
form-text-hint = Please leave out names and contact details; we remove those we find.
form-between = From { $low } to { $high }.
form-band-hint = Only the range your answer falls in is kept.
form-date-hint = Day, month and year.
form-other = Other
form-other-text = If other, please say what
form-none = None of these
form-yes = Yes
form-no = No
form-ranking-hint = Give each line a place: 1 is first.
form-segment = Used to compare groups: your answer here may be used to show how people like you answered, in groups only.
form-why = Why we ask
form-expired = This form was open for a long time or has changed since, so nothing was sent yet. Your answers are still here: please look them over and send again.
form-busy = We are very busy just now and could not store your answers. Nothing is lost: everything you typed is still here. Please send it again in a few seconds.
form-too-long = One of your texts is too long to be kept. Please shorten it and send again.

## What is wrong with a field
problem-required = Please answer this question.
problem-not-offered = This is not one of the answers offered.
problem-too-long = Please use at most { $most } characters.
problem-too-few = { $least ->
    [one] Please choose at least one.
   *[other] Please choose at least { $least }.
 }
problem-too-many = { $most ->
    [one] Please choose at most one.
   *[other] Please choose at most { $most }.
 }
problem-none-with-others = “None of these” cannot stand beside other answers.
problem-other-not-chosen = You wrote something under “Other” but chose another answer. Please choose one of the two.
problem-not-a-number = Please write a number, such as 12 or 12.5.
problem-out-of-range = Please stay between { $low } and { $high }.
problem-not-a-date = This day does not exist. Please write it as year-month-day, such as 2026-11-21.
problem-places-unclear = Please give every line a place of its own, or none at all.
problem-repeated = This answer came more than once.
problem-unknown = The survey has no such question.
problem-forbidden-characters = This text has invisible control characters. Please type it again.

## What happens to your answers
panel-title = What happens to your answers
panel-purpose = What for:
panel-benefit = What you get from it:
panel-anonymous = You are anonymous. We do not ask who you are and do not store your address, your device or the time you answered.
panel-group = Results are shown only for groups of at least { $k } people. Nobody, not even we, sees what one person answered.
panel-segments = Answers marked “used to compare groups” are used to show differences between large groups.
panel-kept = Your answers wait encrypted, question by question and not joined to each other, until the next release. Then they are counted and deleted.
panel-texts = What you write is shown to our staff without your other answers, in random order, and deleted { $days ->
    [one] one day
   *[other] { $days } days
 } after its release.
panel-receipt = After sending you can keep a receipt code. With it you can see, change or withdraw what still waits.
panel-network = What this does not hide: your network provider can see that you visited this site, and what you write about yourself between the lines stays what it is.
panel-responsible = Responsible: { $who }.
panel-more = The whole privacy notice

## Review before sending
review-title = Before we send it: this will be removed
review-lead = Your text holds details that could identify you or others. The struck-through parts will be removed; they are never stored.
review-removed = will be removed:
review-nothing-sent = Nothing has been sent yet.
review-send = Send without these details
review-edit = Go back and edit
removed-email = email
removed-phone = phone
removed-card = card
removed-iban = bank account
removed-ip = network address
removed-link = link
removed-handle = account name

## Thanks
thanks-title = Thank you
thanks-default = Your answers are stored.
thanks-receipt = Keep a receipt
thanks-receipt-what = With this code, and only with it, you can see, change or withdraw your answers while they wait for the next release. We do not store it: if you lose it, nobody can find it.
thanks-receipt-keep = Copy it or print this page. Nobody can be made to show a receipt they did not keep.
thanks-receipt-use = Use a receipt
sent-before-title = This form was already sent
sent-before = Answers were already sent from this page, and different ones cannot replace them. Nothing was stored now.
sent-before-fresh = If somebody else wants to answer on this device, please open a fresh form.
sent-before-open = Open a fresh form
not-yet-title = Not open yet
not-yet = This survey opens on { $day }.
closed-title = This survey is closed
closed = It takes no answers at the moment. Thank you for wanting to help.

## Receipts
receipt-title = Your receipt
receipt-lead = Type the code you kept. Nobody else can open it, and we cannot look it up for you.
receipt-code = Receipt code
receipt-code-hint = 26 letters and digits; hyphens and capitals do not matter.
receipt-open = Show my answers
receipt-wrong = This code opens nothing here. Please check it letter by letter. A code of another survey, or of a period that is over, opens nothing either.
receipt-explained = What still waits can be changed or withdrawn. After a release there is nothing individual left: your answers are numbers in a table, and nobody can find them again.
receipt-waits = Waits for the next release.
receipt-left-out = You left this out.
receipt-published = Published without your other answers. You can withdraw it; it then disappears with the next release.
receipt-taken-back = Withdrawn. It disappears with the next release.
receipt-gone = Counted or withdrawn: nothing individual is left.
receipt-change = Change
receipt-withdraw = Withdraw
receipt-withdraw-all = Withdraw everything that can be withdrawn
receipt-saved = Your new answer waits for the next release.
receipt-withdrawn = Done. It is withdrawn.
receipt-too-late = Too late: this was counted already, and nothing individual is left to change.
receipt-segment-too-late = An answer used to compare groups can only be changed while none of your answers has been counted.
receipt-change-title = Change your answer
receipt-save = Save
receipt-back = Go back without saving

## The organisation's page
home-title = Tell us what you think
home-lead = Anonymous by design: no account, no cookie, no name. We hear the chorus, never the voice.
home-none = There is no open survey at the moment.
home-privacy = What happens to your answers: the privacy notice

## The privacy notice
privacy-title = Privacy notice
privacy-lead = This notice is made from what the program really does: its settings, its published surveys and the columns of its database.
privacy-promise-title = In short
privacy-scrubbed = E-mail addresses, telephone numbers, card and account numbers, links and account names are removed from your texts before anything is stored, and you see what will be removed.
privacy-guarantee = Whatever anybody reads in our results, now or later, even with the help of other respondents, your answer to any question not marked “used to compare groups” could have been a different one.
privacy-responsible-title = Who is responsible
privacy-nobody = Nobody has been named yet, so nothing can be published here.
privacy-responsible = Responsible
privacy-contact = How to reach us about data
privacy-officer = Data protection officer
privacy-ground = Legal ground
privacy-authority = Supervisory authority you may complain to
legal-consent = your consent (GDPR article 6(1)(a)): answering is voluntary
legal-public-task = a task in the public interest (GDPR article 6(1)(e))
legal-legitimate-interest = our legitimate interest in knowing what people think (GDPR article 6(1)(f))
privacy-data-title = What is kept, why, and for how long
privacy-data-lead = This is everything. There is no column for a name, an address, a device or a time of answering.
privacy-data-what = What
privacy-data-why = Why
privacy-data-kept = How long
privacy-others = What does not come from respondents
data-waiting-answers = Answers that wait
data-waiting-answers-why = To be counted at the next release. Each answer is a record of its own, encrypted with a key that stands outside the database; the records of one person are not joined.
data-waiting-answers-kept = Until the next release that can show them, at most until the period closes; then they are deleted and their key is destroyed.
data-sent-marks = A mark that a form was sent
data-sent-marks-why = So that the same form sent twice counts once. Without your receipt code nobody can tell whose it is.
data-sent-marks-kept = Until the period closes.
data-cells = Encrypted counts
data-cells-why = To compare groups when the period closes.
data-cells-kept = Until the period closes; then they are deleted and their key is destroyed.
data-releases = Published tables
data-releases-why = They are the results. They hold counts of groups, nothing about a person.
data-releases-kept = Without limit.
data-comments = Comments
data-comments-why = To read what people wrote, without identifiers, in random order, never beside other answers.
data-comments-kept = For the days each survey promises, or until their author withdraws them.
data-removals = How many identifiers were removed
data-removals-why = To know that the removal works. Counts by kind, never what was removed.
data-removals-kept = As long as the survey.
data-surveys = Surveys and their versions
data-surveys-why = To show them, and so that nobody can change a promise afterwards.
data-surveys-kept = Without limit.
data-organisation = Facts about the organisation
data-organisation-why = So that you know who is responsible.
data-organisation-kept = Until they are replaced.
data-staff = Accounts and sessions of staff
data-staff-why = So that only staff read results.
data-staff-kept = Accounts until they are removed; sessions at most 12 hours.
data-technical = Technical marks
data-technical-why = So that a thing is done once, by one server at a time.
data-technical-kept = As long as they are needed.
privacy-sees-title = Who sees it
privacy-sees = Our staff see published tables and comments, nothing else; there is no page for single answers. We use no third party: no analytics, no fonts, no scripts from elsewhere. If a hosting company runs the server for us, it stores the encrypted database.
privacy-surveys-title = What each survey promises
privacy-rights-title = Your rights
privacy-rights = You can answer or not, without any disadvantage. With your receipt code you can see, correct and withdraw what waits, and withdraw a comment at any time. Without it we cannot find your answers, and neither can anybody else; that is the point. You can write to us at any time and complain to a supervisory authority.
