"""Words that are written like a term and mean something else: in a phrase, as another word's form, or by themselves.

The lists are short and made by reading: what a matcher that knows only forms found wrongly in clinics' texts.
"""

from __future__ import annotations

import re

# As a noun, back has something before it, or a part of the body or an ailment after it.
_OWNERS = "the your my his her their our its a one's lower upper mid low whole entire straight of and".split()
_OWNED = "".join(rf"(?<!\b{word} )" for word in _OWNERS)
_BACK_COMPOUND = (
    " (?:pain|muscle|problem|surger|operation|ache|brace|injur|complaint|extensor|troubl|stiff|strain|streng|exercis"
    "|school|care|support|sprain|patient|health|x-ray|disorder|symptom|specialist|extension|or |and neck)"
)

# Phrases in which a word by itself is no term; the group is the word. "May lead to" has no electrode lead in it.
_PHRASES = {
    "en": (
        r"\b(leads?) (?:to|apron|the|a|an|our|his|her|its|their|this|these|many|most|patients|people)\b",
        r"\blike (lead)\b",
        r"\b(rest) of (?:the|your|my|his|her|their|our)\b",
        r"\b(rests?) (?:on|assured)\b",
        r"\b(back) (?:pocket|seat|row|door|wall|and forth)\b",
        r"\b(backs?) of (?:the|your|my|his|her|their|a)\b",
        rf"(?<!, ){_OWNED}\b(back)\b(?!{_BACK_COMPOUND})",
        r"(?<=[a-z] )\b(back) (?:again|home|then|to (?:work|normal|sport|school|life)\b)",
        r"\byour (plate)\b",
        r"\b(?:be|being|been) (?:very )?(patient)\b",
        r"\b(?:overhead|brush|swimming|pen) (strokes?)\b",
        r"\b(stroke) of\b",
        r"\b(contact) (?:sports?|lens(?:es)?)\b",
    ),
    "tr": (
        r"\bortaya (çık\w+)",
        r"(?:\bkatına|\bdüzeyine|\bseviyesine|\büzerine|\bsonuç|%?\d+['’]\w+) (çık\w+)",
        r"[yğnlr][ae] (bağlar)\b",  # yaşlılığa bağlar: puts down to
        r"\b(?:arka|ön|alt|üst|orta|iç|dış|büyük|küçük|önemli|ilk|son|bu|şu|bir|her|ikinci|üçüncü|kalan) (bölüm\w*)",
        r"\b(?:\w+[ae]n|\w+[ıiuü]n) (?:hangi )?(bölüm\w*)",  # beynin bölümü: a part of it
        r"\banne (karn\w+)",  # the womb
        r"\bzayıflık (belirti\w+)",  # a sign of weakness, no symptom
    ),
}
_OTHER_SENSE = {language: re.compile("|".join(phrases), re.IGNORECASE) for language, phrases in _PHRASES.items()}

# Turkish words that look like a suffixed form of a term's word: belki is no form of bel, karınca none of karın.
_LOOKALIKES = {
    "bağ": re.compile(r"bağ(?:cı|la$|lardı|larsa|larsın|sa|lı|larken|lantı|lam)"),
    "bel": re.compile(r"bel(?:ki|li|le$|lek|leğ)"),
    "belirti": re.compile(r"belirtin$"),
    "boyun": re.compile(r"boyunca|boynuz$"),
    "çıkarmak": re.compile(r"çıkar(?:$|s|lar|k)"),
    "danışma": re.compile(r"danışman"),
    "disk": re.compile(r"disket"),
    "dura": re.compile(r"dura(?:n|lım|yım|yız|may|ydın)"),
    "eklem": re.compile(r"ekleme(?:dir|si|yi|ye|n)"),
    "emar": re.compile(r"emare$"),
    "karın": re.compile(r"karınca"),
    "kesi": re.compile(r"kesi(?:n$|nd|nl|nk|nt|nc|ci|lin|m(?!iz))"),
    "kol": re.compile(r"kol(?:a[yç]|la$)"),
    "ödem": re.compile(r"ödeme"),
    "plak": re.compile(r"plaka"),
    "sinir": re.compile(r"sinir(?:li|siz)"),
    "tanı": re.compile(r"tanı(?:dı|t|m(?!ız)|nm|ndı)"),
    "öykü": re.compile(r"öykün[dm]"),
    "yangı": re.compile(r"yangın"),
    "yatış": re.compile(r"yatıştı"),
}

# Variants that a translation may use, but that in a source say too much to stand for their term: kol is an arm more
# often than an "upper limb". In our own pairs most of their counterparts do not render the term.
_BROAD = {
    "en": frozenset("weakness brace stretch stretching plaster sling consult theatre theater".split()),
    "tr": frozenset(
        "acil anestezi atak bacak bel birim boyun çimento çürük danışma duyarlılık girişimsel görüşme hikâye iğne "
        "izleme kalça karşılama kaynama kol kontrol öykü pil rapor servis sırt sonda titreme uzman yönlendirme".split()
    ),
}


def other_senses(text: str, language: str) -> frozenset[tuple[int, int]]:
    """The places of words that, in their phrase, are no terms."""
    pattern = _OTHER_SENSE.get(language)
    return frozenset(match.span(match.lastindex or 0) for match in pattern.finditer(text)) if pattern else frozenset()


def looks_alike(word: str, stem: str) -> bool:
    """Whether a Turkish word by itself is better known as something else than as a form of a term's word."""
    lookalike = _LOOKALIKES.get(stem)
    return lookalike is not None and lookalike.match(word) is not None


def is_broad(variant: str, language: str) -> bool:
    """Whether a variant, found in a source, says too little about whether its term is meant."""
    return variant in _BROAD.get(language, ())
