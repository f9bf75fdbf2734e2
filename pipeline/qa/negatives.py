"""The English and Turkish words by which a text denies, and those that can stand for a denial.

``not``, ``without``, ``un`` and ``limit`` need a counterpart in the translation; ``lacking`` and ``maybe`` may be one.
Any other class is a concept named by words of both languages (*avoid* – *kaçının*): where both sides have it, it
explains nothing; where only one side has it, it may explain a denial on the other (*avoid alcohol* – *alkol almayın*).
Written from general knowledge of both languages, and tuned on pairs that are right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.morphology.negation import Negation, turkish_negation
from pipeline.qa.lexicon import NOTHING, Lexicon

NOT: Final = "not"
WITHOUT: Final = "without"
UN: Final = "un"
"""An English word with a negative prefix that is nearly always rendered by a negation: *unable*, *untreated*."""
LACKING: Final = "lacking"
"""Turkish -sız, English -less, -free, in-, un-."""
SUBORDINATE: Final = "subordinate"
"""A negated Turkish participle, verbal noun or converb: *kaymayan ayakkabı* "non-slip shoe"."""
MAYBE: Final = "maybe"
BAN: Final = "ban"
"""What must not be done, by its form: *do not …, must not …*; *-mayın, -mamalı, -masın*."""
IF: Final = "if"
"""A denied condition or comparison, which is no statement: *if you cannot …*; *yoksa, -mıyorsa, yokmuş gibi*."""
UNLESS: Final = "unless"
LONGER: Final = "longer"
LOSS: Final = "loss"
PAIRED: Final = "ne"
"""One half of *ne … ne* "neither … nor"."""
LIMIT: Final = "limit"

DEMANDING = frozenset({NOT, BAN, IF, WITHOUT, UN, LIMIT, LONGER, LOSS})
"""English classes that need a counterpart."""

DENYING = frozenset({NOT, BAN, IF})
"""Turkish classes that need one."""

CONCEPTS: Mapping[str, tuple[str, str]] = {
    LIMIT: (
        "no_more_than no_longer_than no_later_than no_fewer_than no_less_than not_more_than not_exceed~ not_less_than",
        "en_fazla en_çok en_az en_geç en_erken",
    ),
    LOSS: ("lack lacks lacking lacked absence absent", "kayb~ kayıp kayıplar~ yitir~ yitim~"),
    "only": (
        "only just solely purely merely alone nothing_but nothing_more_than",
        "yalnızca yalnız sadece ancak tek tek_başına",
    ),
    "before": ("before beforehand until till prior", "önce önceki öncesi~ önceden evvel kadar dek değin"),
    "rather": ("rather_than instead", "yerine ~d[ae]n_çok"),
    "less": ("less fewer", "az azı azalt~ azal~ azdır düşük~ kısa hafif~ altında"),
    "few": (
        "few little rarely seldom hardly barely scarcely",
        "birkaç az nadir~ seyrek~ pek_az güç güçlükle zor zorlukla",
    ),
    "still": ("still", "hala henüz yine"),
    "keep": (
        "keep keeps keeping kept remain~ stay stays staying left_in_place left_alone leaves?_alone",
        "tut~ kal(?!d[ıi])~ sakl~ dur durun~ koru~ sürdür~ devam bulundur~",
    ),
    "avoid": (
        "avoid~ refrain~ prevent~ protect~ against",
        "kaçın~ uzak~ sakın sakının~ önle~ engel~ koru~ karşı kurtul~ önüne_geç~",
    ),
    "exclude": ("exclu~ except~ outside beyond out_of rul[a-z]+_out", "dışla~ dışı~ dışa~ hariç"),
    "other": ("other_than apart_from", "başka öte~"),
    "otherwise": ("otherwise", "aksi aksine"),
    "stop": ("stop~ ceas~ discontin~ quit~", "bırak~ kes~ durdur~ durun~ son_ver~ ara_ver~ vazgeç~"),
    "sleepless": ("lack_of_sleep sleepless~ insomni~", "uykusuz~"),
    "forget": ("forget~ skip~ miss misses", "unut~ atla~ kaçır~"),
    "remember": ("remember~ note noted notice mind aware beware", ""),
    "hesitate": ("hesitat~", "çekin~ tereddüt~"),
    "refuse": ("refus~ declin~ reject~ deny denie~", "redd~ ret geri_çevir~"),
    "forbid": ("forbid~ prohibit~ ban banned discourag~", "yasak~"),
    "contraindicated": ("contraindicat~", "kontrendik~ sakıncalı~"),
    "wrong": ("wrong~ incorrect~ inaccura~ mistake~ mistaken", "yanlış~ hatalı~"),
    "fail": ("fail~ insuffic~ inadequa~", "başarısız~ yetersiz~ yetmezli~"),
    "delay": ("delay~ postpon~ defer~", "gecik~ ertele~"),
    "free": ("", "bedava~ ücretsiz~"),
    "at once": ("quickly prompt~ straight immediately at_once right_away urgently", "hemen derhal"),
    "easy": ("easily easy comfortabl~", "kolay~ rahat rahatça"),
}

EXPLAINING: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        "not ban if unless longer loss without un limit maybe lacking only rather less few keep avoid exclude other"
        " otherwise refuse forbid contraindicated wrong fail remember stop delay".split()
    ),
    "tr": frozenset(
        "not ban if without lacking subordinate maybe few avoid exclude refuse forbid contraindicated wrong fail delay"
        " free".split()
    ),
}
"""Classes that may explain a denial on the other side where their concept is not named there."""

SET_PHRASES = frozenset({"forget", "hesitate"})
"""Turkish concepts whose denial may be a courtesy that English says otherwise: *unutmayın* "please note"."""

WEAK = frozenset({LACKING, IF, UN})
"""Classes that do not explain a ban: *sterile* "unopened" is no *açmayın*."""

PARTNERS: tuple[tuple[str, str], ...] = (
    (IF, IF),
    (UNLESS, IF),
    (BAN, BAN),
    (LONGER, NOT),
    (LONGER, "stop"),
    (LIMIT, "only"),
    (WITHOUT, WITHOUT),
    (WITHOUT, LACKING),
    (UN, LACKING),
    (LACKING, LACKING),
    ("before", WITHOUT),
    ("at once", WITHOUT),
    ("easy", WITHOUT),
    ("still", WITHOUT),
    ("still", LACKING),
    ("easy", LACKING),
)
"""An English class and the Turkish one that most often renders it: these find each other first."""


def _english(word: str) -> str:
    if word.endswith("n't"):
        return NOT
    return LACKING if len(word) > 6 and word.endswith(("less", "lessly", "lessness")) else NOTHING


def _turkish(word: str) -> str:
    return {
        Negation.VERB: NOT,
        Negation.WITHOUT: WITHOUT,
        Negation.LACKING: LACKING,
        Negation.UNCLEAR: MAYBE,
        Negation.NONE: NOTHING,
    }[turkish_negation(word)]


LEXICONS: Mapping[str, Lexicon] = {
    "en": Lexicon(
        {
            NOTHING: "no_\\d+ no_: serial_no no_doubt without_fail or_nothing absent_mind~ a_few at_least"
            " under~ unit unite~ units unity~ uniq~ univers~ unif~ unic~ union~ unanim~ unilateral~ bones?less"
            " unfold~ undress~ unwind~ undulat~ undo~ unfortunately nonetheless nevertheless imagin~ in_no_time"
            " not_least"
            " and_still not_long_ago not_long_after",
            **{concept: english for concept, (english, _) in CONCEPTS.items()},
            # Words with a negative prefix whose translation is often a word without negation.
            UN: "unable unaffected unnecess~ untreated unknown unexplain~ unused unwanted unexpect~ undiagnos~ unrupt~"
            " uncomplic~ unopened unfinished unclear unaware unsafe unconfirm~ unrelated unrestr~",
            LACKING: "free freedom regardless non non[a-z]{5,} un[a-z]{4,} im[a-z]+bl[ey] im[a-z]+bility"
            " in[a-z]+bl[ey]"
            " in[a-z]+bility ir[a-z]+bl[ey] ir[a-z]+bility il[a-z]+bl[ey] inab~ incomplet~ inact~ incontin~ infert~"
            " inappropr~ insens~ indirect~ irregul~ illeg~ immob~ imbalan~ intoler~ invalid~ impure~ insecure~ imperf~"
            " irresp~ inexp~ inconclus~ intract~ inatt~ inconven~ inconsist~ indiffer~ independ~ inform~ disagre~"
            " disappear~ dislik~ dissatisf~ disadv~ disreg~ disapp~ disconn~ disallow~ dishon~ disobe~ disab~",
            MAYBE: "too_[a-z]+_(?:to|for) if_not why_not why_don't not_well not_very_well"
            " not_un(?!der|less|til|i)[a-z]+"
            " not_in(?:significant|frequent|ferior|sensitive|expensive|[a-z]+bl[ey]) yet_to lest"
            " out_of_the_question far_from negligib~ in_vain deficien~ to_be_desired missing missed omit~"
            " not_even whether_or_not or_not no_matter nor"
            " withh~ least neglect~ ignor~ poorly waterproof soundproof suppress~ overrid~ hidden secret~ as_well_as"
            " defeat~ spared"
            " spares over_the_counter",
            NOT: "not never no none nobody~ nothing nowhere neither cannot",
            WITHOUT: "without",
            UNLESS: "unless",
            LONGER: "no_longer",
        },
        _english,
    ),
    "tr": Lexicon(
        {
            NOTHING: "şüphe_yok~ kuşku_yok~ hiç_olmazsa yaramaz telsiz~ inanılmaz~ mi_yoksa mı_yoksa mu_yoksa"
            " mü_yoksa yok_ed~ yok_et~ yok_ol~"
            " ne_kadar ne_zaman ne_için ne_sıklık~ ne_ol~ ne_yap~ ne_yaz~ ne_tür ne_gibi ne_var ne_yazık ne_ki ne_ise"
            " ne_bekl~ ne_demek~ ne_sağla~ ne_söyl~"
            " rahatsız~ güçsüz~ kansız~ huzursuz~ dengesiz~ şüphesiz~ kuşkusuz~ sayısız~ yalnız~"
            " olumsuz~ vazgeçilmez~ azımsanma~ geçirmez ayrılmaz_(?:bir~|parça~) olmazsa_olmaz~ becerik~"
            " halsiz~ sessiz~ benzersiz~ kusursuz~ eksiksiz~ susuzlu~ kesintisiz~ aralıksız~ kesici~"
            " ağrı_kesici~ engelli(?!yor)~",
            **{concept: turkish for concept, (_, turkish) in CONCEPTS.items()},
            NOT: "değil~ yok yoktur yoktu~ yokmuş~ yoklar~ yoksa yokken yokum yokuz hayır",
            PAIRED: "ne",
            MAYBE: "geçme[dmyz]~ bitmey~ uygulamadan sakınca~_yok~ zarar~_yok~ sorun_değil~ söz_konusu_olamaz~"
            " fark_etmez farketmez"
            " acele_etme~ merak_etme~ deyip_geçme~ dokunulmamış kesilmeyen boş_yere saklı_kal~ bağımsız~ yokluğ~"
            " eksik~ yoksun~ hiçbiri kaçınılmaz~ dayanılmaz~ sorunsuz~ yok_denecek"
            " yanlış_olmaz yanlış_değil~ sorun_yok~ kusura_bakma~ duymazdan görmezden bilmezden",
        },
        _turkish,
    ),
}
