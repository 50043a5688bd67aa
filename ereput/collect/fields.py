"""The names of the structured facts that a mention may carry in `fields`: one vocabulary, so that the stages understand each other.

Names follow schema.org where it has a word. Dates are ISO 8601, as precise as the source ("2025", "2025-04", "2025-04-01").
A name may be repeated in `fields` when there are several values.
"""

NAME = "name"  # full name shown
HEADLINE = "headline"  # the line under the name
SUMMARY = "summary"  # bio
LOCATION = "location"
EMAIL = "email"
PHONE = "phone"
URL = "url"  # a link the profile gives to a site of hers
SAME_AS = "same_as"  # a link to another profile (rel=me, sameAs, verified or not)
VERIFIED = "verified"  # a same_as that the platform verified in both directions
HANDLE = "handle"
AVATAR = "avatar"  # URL of the picture
ORGANISATION = "organisation"  # employer
TITLE = "title"  # job title
SCHOOL = "school"
DEGREE = "degree"
START = "start"
END = "end"  # absent = current
CREATED = "created"  # when the account was made
LAST_ACTIVE = "last_active"
SKILL = "skill"
LINK = "link"  # a link shared in a post
TAG = "tag"
VISIBILITY = "visibility"
REPLY_TO = "reply_to"
COUNT = "count_"  # prefix: count_followers, count_replies…
NETWORK = "network"  # service id: "linkedin", "github", …
CONTACT_HASH = "contact_hash"  # salted hash of somebody else's folded name
GENERATOR = "generator"
ROBOTS = "robots"  # noindex, nofollow… as the page or header says
JSONLD = "jsonld"  # one JSON-LD node, as compact JSON
CANONICAL = "canonical"
DESCRIPTION = "description"  # meta description
OPEN_GRAPH = "og"  # "og:title=…"
HCARD = "hcard"
SECTION = "section"
FILE = "file"  # file name of a document or of the archive member
PAGES = "pages"  # number of pages of a document
ENGINE = "engine"
QUERY = "query"
