"""How much harm a wrong translation of a text can do: said by the settings or the page, else seen in its words.

What people say comes first, and counts for all texts of a page or element:

1. ``data-l10n-risk="critical"`` on an element: nobody lowers that from outside.
2. ``[risk]`` in ``clinic-l10n.toml``: patterns of page names.
3. ``data-l10n-risk`` with another class on the nearest element around the text.
4. ``<meta name="clinic-l10n:risk" content="…">``.

Where nobody says anything, the words decide. The subjects are those in which discharge instructions were found to go
wrong harmfully in translation (Khoong et al. 2019, doi:10.1001/jamainternmed.2018.7653) and documents that US rules
call critical (45 CFR 92.201): dosage, medicines, consent, emergencies and instructions before and after treatment.
A page whose title or first heading speaks of one is critical as a whole, and so are a section under such a heading and
the items of a list under such a sentence. Words are known in English and Turkish; elsewhere only amounts are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from pipeline import codes
from pipeline.errors import PageError
from pipeline.locales import lower
from pipeline.markup import Attribute
from pipeline.model import Assessment, EntryKey, Risk, Segment
from pipeline.parse import Document, Element

META, ATTRIBUTE = "clinic-l10n:risk", "data-l10n-risk"

_LOW_PLACES = ("nav", "footer")
_LOW_ROLES = re.compile(
    r"button|label|legend|option|optgroup:label|input:value|\w+:placeholder|\w+:aria-\w+"
    r"|og:site_name|meta:(?:keywords|application-name|apple-mobile-web-app-title)"
)
_TITLES = ("title", "h1")
_HEADING = re.compile("h[2-6]")
_AMOUNT = (
    r"\d[\d.,]*\s?(?:(?:mg|mcg|[µμ]g|gr?|ml|cc|iu)\b"
    r"|(?:units?|ünite|tablet|capsule|kapsül|pill|hap|drop|damla|puff|ölçek)\w*)"
)

# Texts are lower-case when they are searched. A Turkish word ends in ``\w*`` where suffixes may follow.
_SUBJECTS: dict[str, dict[str, str]] = {
    "en": {
        "dosage": rf"{_AMOUNT}|\bdos(?:es?|ages?)\b|\bevery \w+ hours?\b|\b(?:once|twice|times) (?:a|per) day\b",
        "medicines": (
            r"\b(?:(?<!of )medicines?|medications?|drugs?|tablets?|capsules?|pills?|painkillers?|antibiotics?"
            r"|blood[- ]thinn\w+|anticoagula\w+|aspirin|paracetamol|tramadol|warfarin|insulin|steroids?|cortisone"
            r"|opioids?|morphine|injections?|prescri\w+|allerg\w+"
            r"|\w{3,}(?:profen|sartan|statin|cillin|mycin|cycline|floxacin|gliptin|xaban|parin|gabalin|pentin|azepam)"
            r"|contraindicat\w+|side effects?|an?aesthe(?:sia|tics?)|anesthe(?:sia|tics?))\b"
        ),
        "consent": r"\b(?:informed consent|consent(?:s|ed|ing)?|complications?)\b",
        "emergency": (
            r"\b(?:emergenc(?:y|ies)|ambulance|urgent(?:ly)?|immediately|at once|straight away|right away|without delay"
            r"|life-threatening|warning signs?|red flags?|bleeding|fever|chest pain|short(?:ness)? of breath"
            r"|(?:control|loss) of (?:your )?(?:bladder|bowels?)|unconscious|seizures?)\b"
        ),
        "instructions": (
            r"(?:^|[.!?:;]\s+)(?:please )?(?:do not|don['’]t|never|avoid|stop)\b"
            r"|\byou (?:must|should not|may not|cannot)\b"
            r"|\b(?:after|before) (?:your |the |an )?(?:surgery|operation)\b|\bdischarged?\b"
            r"|\b(?:stitches|wound|dressing|empty stomach|fasting|pregnan\w+|breast-?feed\w*)\b"
        ),
    },
    "tr": {
        "dosage": rf"{_AMOUNT}|\bdoz\w*|\bsaatte bir\b|\bgünde \w+ (?:kez|kere|defa|tablet|kapsül|damla)\b",
        "medicines": (
            r"\b(?:ila[cç](?!e)\w*|tablet\w*|kapsül\w*|hap(?:lar\w*|ı\w*)?|ağrı kesici\w*|antibiyoti[kğ]\w*"
            r"|kan sulandırıcı\w*|aspirin\w*|parasetamol\w*|tramadol\w*|varfarin\w*|insülin\w*|steroid\w*|kortizon\w*"
            r"|opioid\w*|morfin\w*|enjeksiyon\w*"
            r"|\w{3,}(?:profen|sartan|statin|silin|misin|siklin|floksasin|gliptin|ksaban|parin|gabalin|pentin|azepam)\w*"
            r"|reçete\w*|alerji\w*|kontrendik\w*|yan etki\w*|anestezi\w*|narkoz\w*)\b"
        ),
        "consent": r"\b(?:onam\w*|rıza(?:sı|nız|mı|yla)\w*|komplikasyon\w*)",
        "emergency": (
            r"\b(?:acil\w*|ambulans\w*|hemen|derhal|vakit kaybetmeden|hayati|uyarı işaret\w*|kanama\w*"
            r"|ateş(?:i\w*|leni\w*)?|göğüs ağrısı\w*|nefes darlığı\w*|(?:idrar|dışkı)\w* (?:tutam|kaçır)\w*"
            r"|bilinc\w*|nöbet geçir\w*)\b"
        ),
        "instructions": (
            r"\w(?:may[ıi]n|mey[ıi]n|mamal[ıi]|memel[ıi])\w*|\bkaçın(?:ın|ıl|mal)\w*"
            r"|\bameliyat\w* (?:sonra|önce)\w*|\btaburcu\w*|\b(?:dikiş|pansuman)\w*"
            r"|\byara(?:nız\w*|nın|yı|sı\w*|lar\w*)?\b|\baç karn\w*|\b(?:gebe|hamile|emzir)\w*"
        ),
    },
}
# The numbers of emergency services, but not as a part of a longer number.
_EMERGENCY_CALL = r"(?<![\d.,:;+-])(?<!\d )(?:112|911|999)(?![\d–-]|[.,:]\d| \d\d \d\d)"
_PAGES = {
    "en": r"consent|discharge|aftercare|emergenc|medicine|medication|dosage|prescription"
    r"|(?:after|before) (?:your |the |an )?(?:surgery|operation)|(?:pre|post)-?operative",
    "tr": r"\bonam|taburcu|\bacil|\bila[cç](?!e)|\bdoz|reçete|ameliyat\w* (?:sonra|önce)",
}


def _compiled(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    named = _SUBJECTS.get(language, {"dosage": _AMOUNT})
    return tuple((subject, re.compile(words)) for subject, words in (*named.items(), ("emergency", _EMERGENCY_CALL)))


_PATTERNS = {language: _compiled(language) for language in (*_SUBJECTS, "")}
_PAGE_PATTERNS = {language: re.compile(words) for language, words in _PAGES.items()}


def assess(
    document: Document, segments: Sequence[Segment], patterns: Iterable[tuple[str, Risk]] = ()
) -> Mapping[EntryKey, Assessment]:
    """The risk of each entry of a page, the gravest of its places; ``patterns`` are page names with their risk.

    Raises :class:`PageError` for a risk that does not exist: a slip there must not pass for "normal".
    """
    settings, metadata = _settings(document.page.name, patterns), _metadata(document)
    marked = [(element, _declared(document, element)) for element in document.elements_with(ATTRIBUTE)]
    found: list[tuple[EntryKey, Assessment]] = []
    for segment, detected in zip(segments, _detected(document, segments), strict=True):
        own = [risk for element, risk in marked if _holds(element, segment)]  # from the outermost inwards
        if Risk.CRITICAL in own:
            assessment = Assessment(Risk.CRITICAL, ATTRIBUTE)
        elif own and not settings:
            assessment = Assessment(own[-1], ATTRIBUTE)
        else:
            assessment = settings or metadata or detected
        found.append((segment.key, assessment))
    return gravest(found)


def assess_texts(
    name: str, language: str, segments: Sequence[Segment], patterns: Iterable[tuple[str, Risk]] = ()
) -> Mapping[EntryKey, Assessment]:
    """The risk of each text of a file that is no page: what the settings say of its name, else the text's own words."""
    settings = _settings(name, patterns)
    return gravest((segment.key, settings or _own(segment, language)) for segment in segments)


def _own(segment: Segment, language: str) -> Assessment:
    subject = _subject(lower(codes.plain(segment.msgid), language), language, in_menu=False)
    return Assessment(Risk.CRITICAL, subject) if subject else Assessment(Risk.NORMAL, "")


def gravest(found: Iterable[tuple[EntryKey, Assessment]]) -> Mapping[EntryKey, Assessment]:
    """Of several assessments of one entry the gravest, and of those the first."""
    chosen: dict[EntryKey, Assessment] = {}
    for key, assessment in found:
        if key not in chosen or _gravity(assessment) < _gravity(chosen[key]):
            chosen[key] = assessment
    return chosen


def _gravity(assessment: Assessment) -> int:
    return list(Risk).index(assessment.risk)


def _holds(element: Element, segment: Segment) -> bool:
    return element.token.start <= segment.start < element.end


def _settings(name: str, patterns: Iterable[tuple[str, Risk]]) -> Assessment | None:
    for pattern, risk in patterns:
        if fnmatchcase(name, pattern):
            return Assessment(risk, f"[risk] {risk} = {pattern!r}")
    return None


def _metadata(document: Document) -> Assessment | None:
    for element in document.elements("meta"):
        if str(element.get("name", "")).strip().lower() == META:
            return Assessment(_risk(document, element, element.token.attribute("content")), f'<meta name="{META}">')
    return None


def _declared(document: Document, element: Element) -> Risk:
    return _risk(document, element, element.token.attribute(ATTRIBUTE))


def _risk(document: Document, element: Element, attribute: Attribute | None) -> Risk:
    value = (attribute.value if attribute else "") or ""
    try:
        return Risk(value.strip().lower())
    except ValueError:
        line = document.location(element.token.start).line
        message = f"the risk must be {', '.join(Risk)}"
        raise PageError(message, file=document.page.file, line=line, text=value) from None


# --- what the words say -----------------------------------------------------------------------------------------------


def _detected(document: Document, segments: Sequence[Segment]) -> Iterator[Assessment]:
    """The risk of each text by its own words, else by its place, else by what it stands under."""
    language = document.page.language
    furniture = list(document.elements(*_LOW_PLACES))
    page = _subject_of_page(language, segments)
    section = introduction = None
    level = ""
    for segment in segments:
        text = lower(codes.plain(segment.msgid), language)
        place = next((element.name for element in furniture if _holds(element, segment)), None)
        subject = _subject(text, language, in_menu=place is not None)
        if _HEADING.fullmatch(segment.role) and (subject or segment.role <= level):
            section, level = (f"section about {subject}", segment.role) if subject else (None, "")
        if segment.role != "li":
            introduction = f"list about {subject}" if subject and text.endswith(":") else None
        above = introduction or section or page
        if subject:
            yield Assessment(Risk.CRITICAL, subject)
        elif place or _LOW_ROLES.fullmatch(segment.role):
            yield Assessment(Risk.LOW, f"in <{place}>" if place else segment.role)
        elif above:
            yield Assessment(Risk.CRITICAL, above)
        else:
            yield Assessment(Risk.NORMAL, "")


def _subject_of_page(language: str, segments: Sequence[Segment]) -> str | None:
    """What makes a page critical as a whole: words of its title or of its first heading."""
    pattern = _PAGE_PATTERNS.get(language)
    for role in _TITLES:
        text = next((lower(codes.plain(segment.msgid), language) for segment in segments if segment.role == role), "")
        if pattern and (match := pattern.search(text)):
            return f"page about “{_words_at(text, match)}”"
    return None


def _subject(text: str, language: str, *, in_menu: bool) -> str | None:
    """The critical subject that a lower-case text speaks of, with the word that tells it."""
    for name, pattern in _PATTERNS.get(language, _PATTERNS[""]):
        # In a menu, "After your operation" instructs nobody: it is the name of a page.
        if (match := pattern.search(text)) and not (in_menu and name == "instructions"):
            return f"{name}: “{_words_at(text, match)}”"
    return None


def _words_at(text: str, match: re.Match[str]) -> str:
    """What was found, as whole words."""
    first = match.end() - len(match.group().lstrip(" .,;:!?()"))
    start = text.rfind(" ", 0, first) + 1
    end = text.find(" ", match.end())
    return text[start : end if end >= 0 else len(text)].strip(" .,;:!?()")
