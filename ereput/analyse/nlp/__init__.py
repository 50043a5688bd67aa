"""Language and named entities of texts: the only room that loads spaCy (DESIGN §4.3, PERFORMANCE "NLP").

`entities` reads texts in batches: `chunks` cuts them, `loading` loads the model once, `tokens`, `words`, `encoding` and
`decoding` are the four steps of reading (cut, words alone, words in their surroundings, decisions), `languages` tells French from English.
"""

from ereput.analyse.nlp.entities import MODELS, Nlp
from ereput.analyse.nlp.languages import language

__all__ = ["MODELS", "Nlp", "language"]
