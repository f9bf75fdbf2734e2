"""Words on which a patient's safety hangs: allergy, pregnancy, emergency, bleeding, "at once" and their like.

The table is written from general knowledge of English and Turkish and tuned on pairs that are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.model import Pair, Severity
from pipeline.qa.checks import Check
from pipeline.qa.lexicon import NOTHING, Lexicon, words


class Words(NamedTuple):
    """A caution in both languages: words that surely name it, and words by which it may also be rendered.

    ``akin`` are other cautions whose words may render it, too.
    """

    english: str
    turkish: str
    also_english: str = ""
    also_turkish: str = ""
    akin: tuple[str, ...] = ()


CAUTIONS: Mapping[str, Words] = {
    "allergy": Words("allerg~ anaphyla~", "alerji~ alerjik~ alerjen~ anafila~", "hypersensitiv~ hay_fever"),
    "contraindication": Words(
        "contraindicat~", "kontrendik~", "", "sakınca~ engel~ uygulanma~ yapılma~ verilme~ kullanılma~"
    ),
    "pregnancy": Words(
        "pregnan~",
        "gebe~ hamile~",
        "gestation~ antenatal prenatal maternity contracept~ conceiv~ conception mother~ trimester~ week",
        "bebek~",
    ),
    "breastfeeding": Words(
        "breastfe~ breast_feed~ lactat~", "emzir~", "nursing feed~ milk breast~ pumping baby babies", "süt~ laktasyon"
    ),
    "emergency": Words(
        "emergency emergencies",
        "acil_servis~ acil_durum~ acile acilde",
        "panic",
        "112",
        akin=("urgent",),
    ),
    "urgent": Words("urgent", "acil~", "", "", akin=("emergency", "at once")),
    "at once": Words(
        "immediately at_once straight_away right_away without_delay without_any_delay urgently promptly",
        "hemen derhal ivedi~ gecikmeden acilen vakit_kaybet~ geciktirmeden",
        "immediately_(?:after~|before|follow~|above|below|next|behind) immediate prompt~ quick~ soon~ shortly"
        " at_that_moment delay~ just right instant~ directly now",
        "hemen_(?:sonra~|ard~|peş~|önce~) anında gecik~ beklemeden beklet~ ertele~ çabuk~ zaman_kaybet~"
        " zaman_yitir~ oyalan~ birden aynı_anda tek_seferde ~r_~m[ae]z",
        akin=("urgent",),
    ),
    "danger": Words(
        "danger dangers dangerous dangerously",
        "tehlike~",
        "risk~ hazard~ threat~ endanger~ jeopard~ red_flag~ warning_sign~ alarm~ alert~ serious~",
        "risk~ hayati sakınca~ zarar~",
    ),
    "bleeding": Words(
        "bleed bleeds bleeding bled haemorrhag~ hemorrhag~",
        "kanama kanaması kanamayı kanamalı kanamaya kanamanın kanamalar~ kanamada kanamasını kanamasına",
        "blood stroke~ nosebleed~ rebleed~ haemat~ hemat~ haemosta~ hemosta~ haemorrhoid~",
        "kan~ hemoraji~",
    ),
    "fever": Words(
        "fever fevers feverish febrile",
        "ateş ateşi ateşiniz ateşli ateşle ateşin ateşten ateştir ateşinin ateşini",
        "temperature~ fire flame~",
        "ateş~ nezle~ sarıhumma~",
    ),
    "infection": Words(
        "infection infections",
        "enfeksiyon~ infeksiyon~",
        "infect~ cold colds flu sepsis septic covid~ sars tested",
        "iltihap~ iltihab~ mikrop~ enfekte bulaş~",
    ),
    "poison": Words("poison~ toxic overdos~", "zehir~ zehr~ toksik~ aşırı_doz~", "toxi~", "toksi~ doz_aşım~"),
    "death": Words(
        "death deaths die dies died fatal",
        "ölüm~ öldü~ ölen",
        "mortal~ life lethal~ dying kill~ dead~ deceas~ murder~",
        "ölü~ öl~ hayat~ yaşam~ mortalite",
    ),
    "ambulance": Words("ambulance ambulances", "ambulans~", "112", "112"),
    "call": Words(
        "call_us call_\\d+ call_your call_an call_emergency call_the_clinic call_the_hospital call_for_help"
        " telephone_us phone_us",
        "arayın arayınız",
        "call~ ring dial~ phone~ telephon~ contact~ look~",
        "ara~ arıyor~ telefon~ çağır~ numara~ haber~ çağrı~ zil~ başvur~ iletiş~ ulaş~ yardım_iste~",
    ),
}


class Cautions(Check):
    """What warns a patient in the source warns in the translation: no word of caution is lost.

    Looked for are allergy, contraindication, pregnancy, breastfeeding, emergency, at once, danger, bleeding, fever,
    infection, poisoning, death, ambulance and "call us". Each may be rendered by a few other words, too (*emergency* –
    *hemen*); words of caution that the translation adds are no finding.
    """

    id = "warning-words"
    severity = Severity.ERROR
    summary = "No warning is lost: allergy, pregnancy, emergency, bleeding, at once …"

    def messages(self, pair: Pair) -> Iterator[str]:
        """One message for each kind of warning that the source has and the translation has not."""
        here, there = (language.split("-")[0] for language in (pair.source_language, pair.target_language))
        if {here, there} != {"en", "tr"}:
            return
        source = _LEXICONS[here].find(words(pair.source, here))
        warned = {item.name: item.text for item in source if not item.name.endswith(_ALSO)}
        if warned:
            figures = {word for word in words(pair.source, here) if word.isdigit()}
            target = (item for item in _LEXICONS[there].find(words(pair.target, there)) if item.text not in figures)
            kept = {item.name.removesuffix(_ALSO) for item in target}
            for name, text in warned.items():
                if not kept & {name, *CAUTIONS[name].akin}:
                    yield f"source has {text!r} ({name}), translation has no such word"


_LOOKALIKES = (
    "hemen_her~ hemen_hemen hemen_hiç~ hemen_tüm~ hemen_yan~ hemen_alt~ hemen_üst~ hemen_önü~ hemen_arka~"
    " acil_olmayan ateş_et~ ateş_aç~ ölümsüz~ non_urgent all_at_once zehir_ed~ zehir_et~ dies_down call_for"
    " calls_for video_call~ roll_call call_button"
)
_ALSO = "?"
"""Marks the class of the words by which a caution may be rendered, too."""


def _lexicon(english: bool) -> Lexicon:
    sure = {name: words_.english if english else words_.turkish for name, words_ in CAUTIONS.items()}
    also = {name + _ALSO: words_.also_english if english else words_.also_turkish for name, words_ in CAUTIONS.items()}
    return Lexicon({NOTHING: _LOOKALIKES, **sure, **also})


_LEXICONS = {"en": _lexicon(True), "tr": _lexicon(False)}
