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
AVATAR_PRINT = "avatar_print"  # its difference hash in 16 hexadecimal digits, or "default" (`collect/portraits.py`)
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
CONTACT_HASH = "contact_hash"  # salted hash of somebody else's folded name (`ereput.masking.pseudonym` of `fold_name`)
CONTACT_KEY = "contact_key"  # one more way to recognise that person elsewhere: "short:", "email:", "phone:", "url:", "name:" + salted hash
GENERATOR = "generator"
ROBOTS = "robots"  # noindex, nofollow… as the page or header says
JSONLD = "jsonld"  # one JSON-LD node, as compact JSON
CANONICAL = "canonical"
DESCRIPTION = "description"  # meta description
OPEN_GRAPH = "og"  # "og:title=…"
HCARD = "hcard"
SECTION = "section"
IMAGE_WORDS = "image_words"  # what a picture says of itself to machines: alternative text, title, else the words of its file name
FILE = "file"  # file name of a document or of the archive member
PAGES = "pages"  # number of pages of a document
ENGINE = "engine"
QUERY = "query"
DIRECTION = "direction"  # "received" or "given": recommendations, endorsements, invitations
LEVEL = "level"  # how well a language is known, as written
TYPE = "type"  # what a reaction, a vote or an inference is, as the source calls it
ADDRESS = "address"  # postal address of her own, in an export
BIRTH = "born"  # date of birth, in an export
LATITUDE = "latitude"  # where a picture was taken, decimal degrees
LONGITUDE = "longitude"
FORMER = "former_handle"  # an account name given up
IP = "ip"  # an address from which she connected
