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
error-401-title = Your session has ended
error-401 = You are no longer signed in, so what you sent was not taken. Nothing was stored.
error-401-keep = What you typed is not lost: your browser still has it. Please leave this page open and follow these two steps.
error-401-sign-in = Sign in again (opens in a new tab)
error-401-reload = Come back to this tab and reload this page. If your browser asks whether to send the form again, say yes: what you typed is then sent again.
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
form-too-many = Very many answers came from your network within a few minutes, so we paused. Nothing is lost: everything you typed is still here. Please send it again in a few seconds.
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
data-waiting-answers-kept = Until the next release that can show them. Answers that are counted wait at most until the period closes, comments at most until the survey ends; then they are deleted and their key is destroyed.
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

## Staff: signing in
staff-language-name = English
staff-optional = (optional)
staff-cancel = Cancel
staff-problem = There is something to put right
staff-email = E-mail address
staff-password = Password
staff-sign-in = Sign in
staff-sign-in-wrong = This e-mail address and password do not belong together.
staff-sign-in-lost = Lost your password? Whoever runs this installation can make you a new set-up link.
staff-setup = Set your password
staff-setup-lead = Choose the password you will sign in with. This link works once.
staff-setup-password = New password
staff-setup-again = The same password again
staff-setup-hint = At least { $least } characters. A few words nobody would guess are better than signs and digits.
staff-setup-send = Set password and sign in
staff-setup-not-the-same = The two passwords are not the same. Please type both again.
staff-setup-too-short = This password is too short: please take at least { $least } characters.
staff-setup-too-long = This password is too long: please stay below 256 characters.
staff-setup-common = Many people use this password, or it is easy to guess. Please take another one.
staff-setup-gone = This link does not work: it was used already, or it is older than 72 hours. Please ask for a new one.

## Staff: done
staff-done-made = Your draft is ready. Nobody sees it until you publish it.
staff-done-saved = Saved.
staff-done-published = Published.
staff-done-closed = Closed. What could be shown is shown below.

## Staff: surveys
staff-surveys-none = There is no survey yet.
staff-surveys-period = { $period }: { $first } to { $last }
staff-surveys-next-release = Next release of results: { $day }
staff-surveys-changes = unpublished changes
staff-period-once-name = One period
staff-state-draft = draft
staff-state-opens = opens on { $day }
staff-state-open = open
staff-state-loaded = answers come from a file
staff-state-closed = closed
staff-tabs = Pages of this survey
staff-tab-results = Results
staff-tab-share = Share
staff-tab-edit = Edit
staff-tab-publish = Publish
staff-tab-close = Close

## Staff: a new survey
staff-new = New survey
staff-new-start = What would you like to begin with?
staff-new-start-hint = Everything can be changed afterwards.
staff-starter-visit = Satisfaction after a visit
staff-starter-visit-about = Seven questions, two minutes, results every month.
staff-starter-suggestions = Suggestion box
staff-starter-suggestions-about = Always open: one rating and two free texts, results every month.
staff-starter-product = Product survey
staff-starter-product-about = Nine questions about use, effort, wishes and recommendation, results every quarter.
staff-new-json = My own definition
staff-new-json-about = Paste a survey as JSON below.
staff-new-paste = Paste a definition
staff-new-title-hint = What people read first. Leave it empty to keep the title that comes with the survey.
staff-new-title-wrong = This title cannot be used. Please take a shorter one.
staff-new-slug = Name in the address
staff-new-slug-hint = Small letters, digits and hyphens, such as visit-2026. Leave it empty and we make one. It stays as it is.
staff-new-slug-wrong = Please use small letters, digits and hyphens only, at most 63, with no hyphen first or last.
staff-new-slug-taken = There is a survey of this name already. Please take another one.
staff-new-languages = Languages of the survey
staff-new-languages-hint = Counts for our surveys; a pasted definition brings its own. More can be added later.
staff-new-choose = Please choose what to begin with.
staff-new-choose-language = Please choose at least one language.
staff-new-make = Make a draft
staff-save-draft = Save draft
staff-json = Edit as JSON
staff-json-lead = The whole definition. Here you can also change what the form does not have, such as segments and the keys of options.
staff-json-definition = Definition
staff-json-other-slug = The name in the address stays “{ $slug }”: links to it are out in the world.

## Staff: editing
staff-edit-problem = Not saved yet: there is something to put right
staff-edit-stale = Somebody else changed this survey since you opened the page. Look at it in another window before you save: saving now replaces their changes with yours.
staff-edit-published = This survey is published. What you change here is a new draft; respondents see it once you publish it.
staff-edit-too-large = This survey has more fields than one form can hold. Please edit it as JSON.
staff-edit-texts = Texts
staff-edit-title = Title
staff-edit-introduction = Introduction
staff-edit-introduction-hint = Stands above the first question. May be empty.
staff-edit-purpose = What the answers are used for
staff-edit-purpose-hint = A promise to the people who answer: the answers are used for this and nothing else.
staff-edit-benefit = What people get from it
staff-edit-benefit-hint = May be empty.
staff-edit-thanks = Words of thanks
staff-edit-thanks-hint = Stands on the last page. May be empty.
staff-edit-questions = Questions
staff-edit-question = Question { $number }
staff-edit-question-fields = Edit this question
staff-edit-text = Question
staff-edit-help = Hint below the question (may be empty)
staff-edit-why = Why we ask (may be empty)
staff-edit-why-hint = People answer more readily when they know the reason.
staff-edit-required = An answer is required
staff-edit-key = Name in downloads
staff-edit-key-hint = Small letters, digits and underscores. Not shown to respondents.
staff-edit-max-length = Longest text, in characters
staff-edit-other = Offer “other” with a text field
staff-edit-none = Offer “none of these”
staff-edit-display = Shown as
staff-edit-display-radio = a list of buttons
staff-edit-display-dropdown = a list that opens
staff-edit-steps = Steps of the scale (3 to 10)
staff-edit-labels = What the ends of the scale are called
staff-edit-labels-hint = Leave all of them empty to show numbers only.
staff-edit-low-end = lowest
staff-edit-high-end = highest
staff-edit-least = Choose at least
staff-edit-most = Choose at most
staff-edit-min = Lowest value
staff-edit-max = Highest value
staff-edit-unit = Unit (may be empty)
staff-edit-bands = Edges of the ranges that are kept
staff-edit-bands-hint = From the lowest to the highest value, with semicolons between. Only the range of an answer is kept. Leave it empty for equal ranges.
staff-edit-options = Options
staff-edit-option = Option { $number }
staff-edit-rows = Rows
staff-edit-row = Row { $number }
staff-edit-add-option = Add an option
staff-edit-add-row = Add a row
staff-edit-new-option = New { $number }
staff-edit-new-text = New question
staff-edit-up = Move up
staff-edit-down = Move down
staff-edit-remove = Remove
staff-edit-remove-question = Remove this question
staff-edit-new-kind = Kind of the new question
staff-edit-add-question = Add a question
staff-edit-promises = Promises
staff-edit-group-size = Smallest group that is shown
staff-edit-group-size-hint = People, at least 5. Once published it can only grow.
staff-edit-retention = Days that comments are kept
staff-edit-retention-hint = Counted from their release. Once published it can only shrink.
staff-edit-listed = List this survey on the start page while it is open
staff-edit-schedule = Dates and results
staff-edit-period = Reporting period
staff-edit-period-hint = A standing form begins a new period again and again.
staff-edit-period-once = one period, then closed
staff-edit-period-week = every week
staff-edit-period-month = every month
staff-edit-period-quarter = every quarter
staff-edit-tick = Results appear
staff-edit-tick-hint = Never live: on fixed days, so that nobody can watch a single answer arrive.
staff-edit-tick-day = every day
staff-edit-tick-week = every week
staff-edit-tick-close = when the period closes
staff-edit-opens = First day (may be empty)
staff-edit-opens-hint = Empty: open as soon as it is published.
staff-edit-closes = Closed from this day on (may be empty)
staff-edit-closes-hint = Empty: a survey with one period ends after 92 days, a standing one stays open.
staff-edit-languages = Languages
staff-edit-default-language = Shown to whoever reads none of the languages
staff-edit-new-language = Another language
staff-edit-new-language-hint = Its short name, such as it or pt-BR. Its texts begin as copies, for you to translate.
staff-edit-add-language = Add the language
staff-edit-to-publish = On to publishing

## Staff: what is wrong with a definition
fault-unreadable = This cannot be read as a survey.
fault-not-json = This is not JSON: something is wrong at line { $line }, column { $column }. Often a comma, a bracket or a quotation mark is missing there, or is one too many.
fault-too-large = This is larger than { $most } bytes.
fault-too-large-in-full = This is larger than { $most } bytes once every field and line is written out.
fault-version = Please write { $version } here: it is the version of this format.
fault-field-twice = The field { $field } stands here twice.
fault-unknown-field = There is no field { $field } here.
fault-unknown-field-meant = There is no field { $field } here. Did you mean { $meant }?
fault-object = There must be an object here, in curly brackets.
fault-list = There must be a list here, in square brackets.
fault-length = There may be { $least } to { $most } entries here; there are { $holds }.
fault-flag = There must be true or false here.
fault-not-one-of = { $word } is not one of these: { $names }.
fault-entry-twice = { $word } stands here twice.
fault-slug = { $word } cannot be a name in addresses. Please use 1 to 63 small letters, digits and hyphens, with no hyphen first or last.
fault-key = { $word } cannot be a name in downloads. Please use 1 to 32 characters: a small letter, then small letters, digits and underscores.
fault-key-reserved = The name { $word } is reserved. Please take another one.
fault-key-taken = { $word } is the name of { $place } already. Please take another one.
fault-language = { $word } is not the short name of a language, such as en or pt-BR.
fault-language-foreign = { $word } is not one of the languages of this survey.
fault-missing = Please fill this in.
fault-missing-in = Please fill this in for { $language }.
fault-text = There must be a text here.
fault-text-in = There must be a text for { $language } here.
fault-text-each = There must be a text for each of these languages here: { $languages }.
fault-ends = There must be the two ends of the scale for { $language } here, the lowest first: two texts in square brackets.
fault-long = Please use at most { $most } characters; these are { $length }.
fault-long-in = Please use at most { $most } characters for { $language }; these are { $length }.
fault-control = This text has invisible control characters. Please type it again.
fault-control-in = The text for { $language } has invisible control characters. Please type it again.
fault-whole = Please give a whole number from { $least } to { $most }.
fault-number = Please give a number.
fault-number-exact = Please give a number of at most 15 digits: 0, or between 0.000001 and 1000000000000000 in size.
fault-day = Please give a day that exists, written year-month-day.
fault-group-size = Please give at least { $least }, so that { $colluders } people who tell their own answers give nobody away.
fault-closes = Please give a day after the first day, { $opens }.
fault-range = The lowest value must be below the highest.
fault-bands-missing = Please give the edges: the lowest and the highest value are too close together for ten equal ranges.
fault-bands-rise = Each edge must be above the one before.
fault-bands-ends = The edges must begin with the lowest value ({ $min }) and end with the highest ({ $max }).
fault-most = { $max } is more than the { $count } options there are.
fault-least = This must not be above the most that may be chosen ({ $max }).
fault-no-answers = At least one question must take an answer.
fault-statement-required = A text without an answer cannot be required.
fault-items = There are { $items } items, more than { $most }. A question is one item, each row of a matrix is one, a choice with “other” is two.
fault-no-question = No question has the name { $word }.
fault-segment-other = A choice with “other” cannot compare groups.
fault-segment-wide = A choice with more than { $most } options cannot compare groups.
fault-segment-kind = A question of kind { $kind } cannot compare groups, only choice and yes_no can.

## Staff: kinds of questions
staff-kind-statement = Text without an answer
staff-kind-short-text = Short text
staff-kind-long-text = Long text
staff-kind-choice = One of several
staff-kind-choices = Several of several
staff-kind-yes-no = Yes or no
staff-kind-rating = Rating
staff-kind-nps = Recommendation (NPS, 0 to 10)
staff-kind-csat = Satisfaction (CSAT, 1 to 5)
staff-kind-ces = Effort (CES, 1 to 7)
staff-kind-matrix = Several ratings in rows
staff-kind-ranking = Order of preference
staff-kind-number = Number
staff-kind-date = Date

## Staff: publishing and closing
staff-publish-heading = Publish this draft?
staff-publish-organisation = Before anything is published, people must be able to read who asks.
staff-publish-organisation-link = Fill in name, address and contact of the organisation
staff-publish-refused = It cannot be published like this
staff-publish-promises = What you promise the people who answer
staff-publish-group-size = Nothing is shown about fewer than { $people } people.
staff-publish-no-person = Nobody, not even your staff, can see the answers of one person.
staff-publish-retention = { $days ->
    [one] Comments are deleted one day after their release ({ $days }).
   *[other] Comments are deleted { $days } days after their release.
}
staff-publish-period-once = There is one reporting period.
staff-publish-period-week = A reporting period is a week.
staff-publish-period-month = A reporting period is a month.
staff-publish-period-quarter = A reporting period is a quarter.
staff-publish-tick-day = Results appear once a day at most.
staff-publish-tick-week = Results appear once a week.
staff-publish-tick-close = Results appear when the period closes.
staff-publish-opens = The form opens on { $day }.
staff-publish-closes = The form is closed from { $day } on.
staff-publish-ratchet = From then on promises can only become stricter, never looser.
staff-publish-advice = Please consider before you publish
staff-publish-advice-rare = { $expected } answers are expected in a period, but the questions by which groups are compared can be answered in { $ways } different ways. Whoever gives a rare combination of these answers is easier to recognise for somebody who holds the keys of this server. It is safer to compare by fewer questions or fewer options.
staff-publish-advice-close = Fewer than 200 answers are expected in a period. To see comparisons between groups, let results appear only when the period closes.
staff-publish-first = It counts from today, as the first version.
staff-publish-at-once = It counts from today, { $day }: only words changed, or promises became stricter.
staff-publish-next-period = It counts from the next period, { $day }. Until then the form stays as it is, so that answers are used as was said when they were given.
staff-publish-send = Publish
staff-publish-back = Back to the draft
staff-publish-no-draft = There is no draft to publish: everything is published already.
staff-publish-closed = This survey was closed for good. Please make a new one.
staff-publish-closes-in-the-past = Its closing day has passed. Please choose a later one.
staff-publish-refused-group-size = Groups of at least { $promised } people were promised; { $wished } would loosen that.
staff-publish-refused-colluders = Protection against { $promised } people who tell their own answers was promised; { $wished } would loosen that.
staff-publish-refused-retention = Comments were promised to be deleted after { $promised } days; { $wished } would keep them longer.
staff-publish-refused-one-off = This survey has one period only: its questions, purpose and dates stay as published. Words may change. For anything else close it and publish another one.
staff-close-survey = Close this survey for good?
staff-close-period = Close the period { $period } now?
staff-close-form-ends = The form takes no more answers from now on.
staff-close-last-release = What can be shown without risk to respondents is released now.
staff-close-rest-deleted = Everything else is deleted.
staff-close-no-way-back = There is no way back.
staff-close-period-next = The form stays open: the next period begins at once.
staff-close-unscheduled = The release says that it was made outside the schedule.
staff-close-for-good-how = To end the survey itself, set its closing day in the draft and publish that.
staff-close-send = Close now
staff-close-busy = Results of this survey are being released right now. Please try again in a minute.
staff-close-not-open = This survey is closed already.
staff-close-early = This period was closed early already. The next one can be closed once it has begun.

## Staff: sharing
staff-share-link = Link
staff-share-link-about = The same link for everybody: it says nothing about who follows it.
staff-share-code = QR code
staff-share-code-about = For posters, receipts and tables.
staff-share-code-of = QR code for { $address }
staff-share-code-keep = Download as a picture (SVG)
staff-share-code-none = The address is too long for a code.
staff-share-messages = Words for a message
staff-share-messages-about = Copy them into an e-mail.
staff-share-message = We would like to hear from you. It takes a few minutes and needs no account. Results are only shown for { $people } people or more together, so nobody can see which answers are yours.

## Staff: results
staff-results-none = No results yet
staff-results-next = Next release: { $day }.
staff-results-rule = Results appear on fixed days, never live, and only where at least { $people } people answered and nobody stands out.
staff-results-withheld = There are not enough answers to show this without risk to respondents.
staff-results-period = Period
staff-results-show = Show
staff-results-n = { $n } answered, { $left } left it out.
staff-results-several = Several could be chosen, so the shares can add up to more than 100%.
staff-results-count-of = { $count } of { $n }
staff-results-mean = Mean
staff-results-nps = Net Promoter Score
staff-results-csat = Satisfied (4 or 5)
staff-results-interval = { $low } to { $high }
staff-results-means = Means
staff-results-row = Row
staff-results-option = Option
staff-results-answered = Answered
staff-results-mean-place = Mean place
staff-results-place = Place { $place }
staff-results-yes = Yes
staff-results-no = No
staff-results-other = Other
staff-results-none-of-these = None of these
staff-results-band = { $low } to { $high }
staff-results-comments = Comments
staff-results-comments-expired = The comments of this period are no longer kept.
staff-results-releases = Releases of this period
staff-results-number = Number
staff-results-day = Day
staff-results-responses = Responses
staff-results-remarks = Remarks
staff-results-unscheduled = outside the schedule
staff-results-loaded = answers from a file
staff-results-open = These answers came over an open link: whoever has it can answer, also more than once.
staff-results-downloads = Download
staff-results-csv = Tables of all releases (CSV)
staff-results-json = All releases (JSON)
staff-breakdown = Comparing groups
staff-breakdown-at-close = Comparisons between groups appear when the period closes, on { $day }.
staff-breakdown-lead = One figure for each group, and below it the range in which chance alone could move it (95% interval). Two groups have different shades only where their ranges do not overlap; where many groups are compared, even that can be chance.
staff-breakdown-by = Compared by: { $question }
staff-breakdown-of = Answers by group: { $questions }
staff-breakdown-caption = Share of the answers in each group, with its 95% interval. The stronger the shade, the larger the share.
staff-breakdown-caption-several = Share of the people in each group who chose it, with its 95% interval. The stronger the shade, the larger the share.
staff-breakdown-group = Group
staff-breakdown-question = Question
staff-breakdown-everybody = Everybody
staff-breakdown-others = All others
staff-breakdown-others-are = All others: { $values }.
staff-breakdown-left-out = Left it out
staff-breakdown-answered = { $n } answered
staff-breakdown-first = Put first
staff-breakdown-list-mark = { ", " }
staff-removed = Identifiers removed from texts so far:
staff-removed-about = { $kind }: about { $count }
staff-removed-email = e-mail addresses
staff-removed-phone = telephone numbers
staff-removed-card = card numbers
staff-removed-iban = bank accounts
staff-removed-ip = device addresses
staff-removed-link = links
staff-removed-handle = account names
staff-removed-other = others

## Staff: why don't I see more
staff-why = Why don’t I see more?
staff-why-lead = People answer honestly when they are sure that nobody can find out what they said. So you see a great deal about groups here and nothing about anybody. These are the rules of this survey. Nobody who signs in here can switch them off.
staff-why-group = Groups of at least { $people } people
staff-why-group-about = Shares and means are shown only for groups in which at least { $people } people answered the question. In a smaller group it is too easy to guess who said what.
staff-why-colluders = { $people ->
    [0] People who leave a question out do not count.
    [one] Even if one of them tells what they said themselves, the others stay hidden.
   *[other] Even if { $people } of them tell what they said themselves, the others stay hidden.
}
staff-why-alike = Nobody is given away by everybody saying the same
staff-why-alike-about = If you knew that all of a group gave the same answer, you would know what each of them said. So an answer is shown only where at least { $people } people of the same group gave a different one.
staff-why-days = Results on fixed days
staff-why-schedule = { $period } { $tick }
staff-why-days-about = Between these days nothing moves, not even a counter. Whoever saw one answer arrive could tell whose it is.
staff-why-segments = What you can compare by
staff-why-segments-these = The answers to these questions make the groups:
staff-why-segments-none = This survey has no questions by which groups are compared.
staff-why-segments-about = That was fixed before the first answer, and people read it beside the question. Groups cut out afterwards could be cut until one person is left.
staff-why-blocks = Why some groups stand together
staff-why-blocks-about = “North, West” is one group: the people who chose North and those who chose West. Small groups are put together until they hold at least { $people } people, and a last small one joins the smallest of the others.
staff-why-blocks-whole = Everybody is in exactly one group. If a small group were simply left out, you could take the others from the total and would see it all the same.
staff-why-close = Why comparisons come only when the period closes
staff-why-close-about = If groups were shown today and again next week, the difference would be the answers of the few people who came in between. So each group is shown once, when nobody can be added to it any more.
staff-why-filters = Why there are no filters
staff-why-filters-about = Set one filter, then another that leaves out one person more, and the difference is that person. This is how most dashboards give people away. Here every table is chosen before you look, and all of them together are checked: no adding and subtracting leads to a group that is too small.
staff-why-reason = Why something is missing without a reason
staff-why-reason-about = The reason would be an answer too: that hardly anybody came from there, or that all of them said the same. So there is one sentence for every reason, and it may stand for a single option, for a group or for a whole question.
staff-why-open = Why an open link needs care
staff-why-open-about = Whoever has the link can answer, also more than once. A few invented answers, up to { $people }, change nothing for the others. Somebody who sends nearly all answers of a group could work out the rest from the totals. So answers from one network are slowed down, and for touchy questions the link should go only to people who use it once.
staff-why-more = What you can do
staff-why-more-segments = Compare by fewer questions with fewer options: two or three broad ones show more than ten narrow ones.
staff-why-more-longer = Collect for longer: a quarter holds three times the answers of a month.
staff-why-more-close = With fewer than about 200 answers in a period, let results appear only when it closes: each release before has to be safe by itself and leaves less to compare.
staff-why-more-when = You change this in the draft of the survey; it counts from the next period. A survey with one period stays as it is.
staff-why-back = Back to the results

## Staff: organisation
staff-organisation-lead = Who is responsible for the surveys. The privacy notice tells it to everybody.
staff-organisation-name = Name
staff-organisation-name-hint = As people know you.
staff-organisation-address = Postal address
staff-organisation-address-hint = Street, town, country.
staff-organisation-contact = Contact for questions about data
staff-organisation-contact-hint = An e-mail address or a telephone number.
staff-organisation-officer = Data protection officer
staff-organisation-officer-hint = Name and contact, if there is one.
staff-organisation-authority = Supervisory authority
staff-organisation-authority-hint = Where people may complain.
staff-organisation-legal-ground = Legal ground
staff-organisation-legal-ground-hint = Answering is voluntary, so consent fits nearly always.
staff-organisation-consent = Consent
staff-organisation-public-task = Public task
staff-organisation-legitimate-interest = Legitimate interest
staff-organisation-save = Save
staff-organisation-missing = please fill this in.
staff-organisation-too-long = please stay within { $most } characters.
