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
