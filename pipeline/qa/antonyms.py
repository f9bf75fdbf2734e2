"""Words that have an opposite: left and right, before and after, increase and decrease, start and stop.

Each family of opposites is one small check over a table. The tables are written from general knowledge of English and
Turkish and tuned on pairs that are right.
"""

from __future__ import annotations

from typing import ClassVar

from pipeline.model import Severity
from pipeline.qa.opposites import Opposites, Sides


class Laterality(Opposites):
    """Left stays left and right stays right.

    *Right* in *right away*, *the right to object* or *all right* and *left* in *what is left* are no sides; nor are
    *sağlık* "health" and *sağlamak* "to provide".
    """

    id = "laterality"
    summary = "Left and right are not exchanged"
    in_order = True
    named_with: ClassVar = {
        "en": frozenset(
            "side sided eye ear leg arm hand foot knee hip shoulder breast lung kidney ankle wrist elbow thumb"
            " finger toe"
            " thigh calf heel buttock groin cheek jaw upper lower hemisphere flank eyes ears legs arms hands"
            " feet".split()
        ),
        "tr": frozenset(),
    }
    tables: ClassVar = {
        ("left", "right"): {
            "en": Sides(
                "left left's leftward~ lefthanded on_the_left",
                "right right's rightmost on_the_right or_right and_right",
                neither="(?:and|or)_right_(?:away|now|after|before|up|at|behind|next|through|there|for|to)"
                " on_the_right_(?:track|path|way) right_away the_right_to a_right_to your_right_to"
                " their_right_to no_right_to right_to_be"
                " right_to_know right_to_object right_to_appeal right_of_(?:appeal|access|withdrawal|objection)"
                " right_time"
                " right_now right_after right_before right_for right_up right_at right_choice right_place right_way"
                " right_treatment right_level right_question~ right_call right_angle~ all_right right_behind"
                " right_next"
                " right_patient~ right_diagnosis the_right_one right_person right_dose right_moment right_direction"
                " right_candidate~ look_right is_right be_right left_in_place left_over left_behind left_untreated"
                " left_alone left_blank left_open left_with left_to_heal left_to_chance be_left is_left are_left"
                " was_left"
                " were_left has_left have_left had_left left_until left_where left_out left_off left_on_its"
                " left_side_up",
            ),
            "tr": Sides(
                "sol(?:a|da|dan|daki~|un?|una|unda~|undan|unu|unuz~|um~|lu)?",
                "sağ(?:a|da|dan|daki~|ın?|ına|ında~|ından|ını|ınız~|ım~|lı)?",
                neither="sağ_ol~ sağ_kal~ sağ_çık~ sağ_kurtul~ sağ_salim solunum~ solum~",
            ),
        },
    }


class Level(Opposites):
    """Upper stays upper and lower stays lower, above and below likewise."""

    id = "level"
    summary = "Upper and lower, above and below are not exchanged"
    near_counts = True
    tables: ClassVar = {
        ("upper", "lower"): {
            "en": Sides(
                "upper uppermost above",
                "lower lowermost below",
                near_one="top superior higher upstairs",
                near_other="lowest downstairs bottom inferior beneath underneath under_the_age under_\\d+",
                neither="lower_back lower_risk lower_dose~ lower_the lower_price~ lower_rate~ lowers lowered"
                " over_the over_time"
                " over_a over_and_over all_over under_the under_local under_general under_anaesth~ under_anesth~"
                " under_way under_control under_load above_all over_\\d+ over_two over_three over_several"
                " under_guidance under_observation under_x under_fluoro~ under_ct under_your under_a lower_than",
            ),
            "tr": Sides(
                "üst üstü üstte üstten üstteki üstünde üstündeki üstüne yukarı yukarıya yukarıda yukarıdaki yukarıdan"
                " superior~ üzerinde üzerindeki",
                "alt altta alttaki alttan altı altında altındaki altından altına aşağı aşağıda aşağıdaki"
                " aşağıya aşağıdan"
                " inferior~",
                near_one="yüksek aş[aı]~ fazla",
                near_other="düşük az",
                neither="baş_üst~ koltuk_alt~ altı_ay~ altı_hafta~ altı_kez altı_saat~ altı_gün~ altı_yıl~ altı_yaş~"
                " alt_üst üst_üste"
                " göz_altı~ kontrol_altında~ baskı_altında~ altında_yat~ bası_altında~ anestezi_altında~ altı_çizil~",
            ),
        },
    }


class Order(Opposites):
    """Before stays before and after stays after."""

    id = "order"
    summary = "Before and after are not exchanged"
    near_counts = True
    tables: ClassVar = {
        ("before", "after"): {
            "en": Sides(
                "before beforehand preop~ preoperative~ presurg~",
                "after afterwards postop~ postoperative~",
                near_one="prior ago previous~ ahead preced~ advance until",
                near_other="following later next subsequent~ once since",
                neither="first_aid after_all before_and_after were_before was_before as_before than_before",
            ),
            "tr": Sides(
                "önce önceki öncesi öncesinde öncesindeki öncesine öncesinden",
                "sonra sonraki sonrası sonrasında sonrasındaki sonrasına",
                near_one="önceden evvel önceleri daha_erken ~d[ae]n_erken [a-zçğıöşü]+m[ae]d[ae]n",
                near_other="sonradan sonraya sonunda ardından izleyen takiben itibaren ertesi geçince",
                neither="daha_önce önceki_gün",
            ),
        },
    }


class Change(Opposites):
    """An amount that goes up, or is higher, does not go down or become lower."""

    id = "change"
    summary = "More and less, increase and decrease are not exchanged"
    apart = True
    near_counts = True
    tables: ClassVar = {
        ("more", "less"): {
            "en": Sides(
                "increas~ rise rises rising rose risen raise raises raised raising higher high highest elevated"
                " more_often more_likely more_frequent~",
                "decreas~ reduce reduces reduced reducing reduction~ lower lowers lowered lowering low lowest"
                " diminish~ fewer less_often less_likely less_frequent~",
                near_one="more greater greatest grow~ elevat~ heighten~ enlarg~ gain~ exceed~ aggravat~ doubl~"
                " tripl~ progress~ worse worsen~ sever~"
                " intense~ strengthen~ faster speed~ accelerat~ longer",
                near_other="less fall falls falling fell fallen drop drops dropped dropping declin~ lessen~"
                " shrink~ shrank ease eases eased easing relie~ allevia~ minimi~ weaken~ halv~ fad~"
                " limit~ mild~ subsid~ taper~ calm~ sooth~ come_down comes_down",
                neither="a_little raises?_suspicion raises?_the lower_back lower_limb~ lower_leg~ lower_end"
                " lower_part high_school foot_drop"
                " lower_jaw"
                " open_reduction closed_reduction drop_foot lower_extrem~ lower_body low_back lower_lumbar"
                " lower_spine lower_abdom~",
            ),
            "tr": Sides(
                "art artar artan artm~ artış~ arttı~ artır~ artab~ artıyor~ artınca artsa~ artarsa artıp"
                " artarak daha_fazla daha_çok daha_sık"
                " yükse[lk](?!li[kğ])~",
                "azal~ düşük~ düşür~ düşer~ düşme~ düştü~ düşüş~ daha_az daha_seyrek",
                near_one="fazla~ büyü(?!k)~ daha_büyük çoğal~ ilerle~ kötüleş~ uza(?![kğn])~ güçlen~ şiddet~"
                " katla~ aş(?!ağ|ırı)~ yüksekli[kğ]~ genişle~"
                " hızlan~ ağır~ alevlen~",
                near_other="az azı azdır alçak~ hafif~ küçül~ gerile~ zayıfla~ indir~ iner~ inme~ gider(?!ek)~ daral~"
                " eksil~ yavaşla~ rahatla~ önle~",
                neither="en_az en_fazla en_çok en_azından az_önce kilo_kayb~ düşük_ayak~ düşük_doğum"
                " duruma_düş~ inme inmeye inmenin inmeli~ yüksek_lisans~"
                " yüksek_sesle",
            ),
        },
        ("speeding", "slowing"): {
            "en": Sides(
                "speeds_up speed_up speeding_up sped_up speeds accelerat~ hasten~ quicken~",
                "slows slow_down slowed slowing",
                "speed~ fast~ rapid~ quick~ earlier",
                "slow slower slowly delay~",
            ),
            "tr": Sides("hızlan~ çabuklaş~", "yavaşla~", "hız~ çabuk~ erken~", "yavaş~ gecik~ ağır~"),
        },
        ("strengthening", "weakening"): {
            "en": Sides("strengthen~ stronger", "weaken~ weaker", "strong~", "weak~"),
            "tr": Sides(
                "güçlen~ kuvvetlen~ güçlü",
                "zayıfla~ güçsüzleş~ zayıf",
                "güç(?!süz|lük|leş)~ kuvvet(?!siz)~ sağlam~",
                "zayıf~ güçsüz~",
            ),
        },
        ("widening", "narrowing"): {
            "en": Sides("widen~ wider dilat~", "narrow~ constrict~", "wide~ open~", "stenos~ tight~"),
            "tr": Sides("genişle~", "daral~", "geniş~ aç~", "dar~ kapan~"),
        },
        ("growing", "shrinking"): {
            "en": Sides("grow grows growing grew enlarg~", "shrink~ shrank", "larg~ bigg~ great~ expan~", "small~"),
            "tr": Sides("büyü(?!k)~", "küçül~ büzül~", "büyük~ çık~ uza~ geliş~ yetiş~", "küçük~ gerile~"),
        },
        ("aggravating", "relieving"): {
            "en": Sides(
                "aggravat~ worsen~ exacerbat~",
                "relie~ allevia~ eases? easing eased sooth~",
                "increas~ worse intensif~ severe severely severity bad~ flare~",
                "lessen~ reduc~ calm~ mild~",
            ),
            "tr": Sides(
                "kötüleş~ ağırlaş~ şiddetlen~ alevlen~",
                "hafifle~ rahatla~ yatış~ dindir~",
                "art~ kötü~ ağır~",
                "azal~ gider~ geçir~ geçer iyi~ düzel~",
            ),
        },
        ("improve", "worsen"): {
            "en": Sides("improv~", "worsen~ deteriorat~", "better recover~ heal~", "worse aggravat~"),
            "tr": Sides("iyileş~ düzel~", "kötüleş~ ağırlaş~", "iyi rahatla~ hafifle~", "kötüye daha_kötü şiddetlen~"),
        },
        ("gaining weight", "losing weight"): {
            "en": Sides(
                "gain(?:s|ed|ing)?_weight weight_gain put(?:s|ting)?_on_weight",
                "los(?:e|es|t|ing)_weight weight_loss",
                near_other="slim~ thin~ weaken~",
            ),
            "tr": Sides("kilo_al~", "kilo_ver~ kilo_kayb~ zayıfla~"),
        },
        ("lengthening", "shortening"): {
            "en": Sides("lengthen~ prolong~", "shorten~", "long~ extend~ stretch~ delay~", "short~ brief~ less reduc~"),
            "tr": Sides("uzat~ uzar uzama~", "kısal~", "uzu~ uza(?![kğ])~ ger~ art~", "kısa~ kes~ azal~"),
        },
    }


class Place(Opposites):
    """Inside stays inside, front stays front, near stays near."""

    id = "place"
    summary = "Inside and outside, front and back, near and far are not exchanged"
    tables: ClassVar = {
        ("front", "back"): {
            "en": Sides(
                "front anterior~ forward forwards",
                "behind posterior~ backward backwards rear the_back_of",
                "ahead",
                "back",
            ),
            "tr": Sides(
                "ön öne önden öndeki anterior~ önünde~ önüne önü ön[üu]nden",
                "arka arkaya arkadan arkadaki posterior~ geriye arkasında",
            ),
        },
        ("inside", "outside"): {
            "en": Sides("inside inner internal~ inward~ indoors", "outside outer external~ outward~ outdoors"),
            "tr": Sides(
                "iç içe içeri içeride içten internal~ dahili",
                "dış dışa dışarı dışarıda dışında dıştan eksternal~ harici",
            ),
        },
        ("inpatient", "outpatient"): {
            "en": Sides("inpatient~", "outpatient~"),
            "tr": Sides("yatan yatarak yataklı", "ayaktan ayakta poliklini~"),
        },
        ("near", "far"): {
            "en": Sides("proximal~ closest", "distal~"),
            "tr": Sides("proksimal~", "distal~"),
        },
    }


class Course(Opposites):
    """What shall be started, continued or opened is not stopped or closed: above all a medicine."""

    id = "course"
    summary = "Start and stop, continue and interrupt, open and close are not exchanged"
    tables: ClassVar = {
        ("start", "stop"): {
            "en": Sides(
                "start starts started starting begin begins began begun beginning continu~ resum~",
                "stop stops stopped stopping discontinu~ cease~ ceasing",
                "keep_taking first",
                "interrupt~ withdraw~ quit quits quitting suspend~ cut omit~",
            ),
            "tr": Sides(
                "başla~ sürdür(?!ülme|me)~ devam",
                "bırak~ kesin kesiniz kesil~ kesme~ kesmek kesen durdur~ son_ver~ ara_ver~ sonlandır~ durun",
                "baştan yeniden",
                "vazgeç~ sürdür~ dur~ kal~",
                "başlangıç~ başlıca kesin_olarak kesinlikle kesin_tanı~",
            ),
        },
        ("open", "closed"): {
            "en": Sides("open opens opened", "closed closes shut", near_other="close"),
            "tr": Sides("açık açıktır açın", "kapalı kapalıdır kapat~", "açıl~", "kapan~"),
        },
        ("tighten", "loosen"): {
            "en": Sides("tighten~", "loosen~", "tight~", "loose~ releas~"),
            "tr": Sides("sık sıkın sıkı sıkıca sıkıl~ sıkıştır~", "gevşe~ gevşek~ bol"),
        },
    }


class Nature(Opposites):
    """Benign stays benign, acute stays acute, positive stays positive, safe stays safe, hyper- stays hyper-."""

    id = "nature"
    summary = "Benign and malignant, acute and chronic, safe and dangerous … are not exchanged"
    tables: ClassVar = {
        ("benign", "malignant"): {
            "en": Sides("benign", "malignan~"),
            "tr": Sides("iyi_huylu~ selim benign", "kötü_huylu~ habis malign~"),
        },
        ("acute", "chronic"): {
            "en": Sides("acute acutely", "chronic chronically"),
            "tr": Sides("akut akuttur", "kronik~ müzmin süreğen"),
        },
        ("positive", "negative"): {
            "en": Sides("positive positively", "negative negatively"),
            "tr": Sides("pozitif~ olumlu~", "negatif~ olumsuz~"),
        },
        ("safe", "dangerous"): {
            "en": Sides("safe safely safest harmless", "danger~ harmful hazardous unsafe", near_other="not_safe"),
            "tr": Sides(
                "güvenli~ güvenle zararsız~ emniyetli~",
                "tehlike~ zararlı~ sakıncalı~",
                near_other="güvenli_olm[ae]y~ güvenli_değil~ emniyetli_değil~",
            ),
        },
        ("hyper", "hypo"): {
            "en": Sides("hypert[a-z]+ hyper[a-z]+", "hypot[a-z]+ hypo[a-z]+", "hypothe~ hypoder~ hypox~"),
            "tr": Sides("hiper[a-zçğıöşü]+ tansiyon_yüksek~", "hipo[a-zçğıöşü]+ tansiyon_düşük~", "hipotez~"),
        },
        ("maximum", "minimum"): {
            "en": Sides("maximum maximal~", "minimum minimal~"),
            "tr": Sides("azami maksimum~ maksimal~", "asgari minimum~ minimal~"),
        },
        ("normal", "abnormal"): {"en": Sides("normal normally", "abnormal~"), "tr": Sides("normal~", "anormal~")},
        ("flexion", "extension"): {
            "en": Sides("flexion", "extension"),
            "tr": Sides("fleksiyon~", "ekstansiyon~"),
        },
    }


class Condition(Opposites):
    """A full stomach stays full, hot stays hot, morning stays morning, child stays child, long stays long."""

    id = "condition"
    summary = "Full and empty, hot and cold, wet and dry, morning and evening … are not exchanged"
    tables: ClassVar = {
        ("empty stomach", "full stomach"): {
            "en": Sides(
                "empty_stomach fasting fast before_meal~ before_eating",
                "full_stomach with_food after_meal~ after_eating",
            ),
            "tr": Sides(
                "aç aç_karn~ açken yemekten_önce yemeklerden_önce",
                "tok tok_karn~ tokken yemekten_sonra yemeklerden_sonra yemekle",
            ),
        },
        ("hot", "cold"): {
            "en": Sides(
                "hot",
                "cold",
                "heat~ warm~",
                "ice iced cool~",
                "cold_sore~ colds common_cold a_cold_or a_cold_with the_cold",
            ),
            "tr": Sides("sıcak~", "soğuk~", "ılık ısı~", "buz~ serin~"),
        },
        ("wet", "dry"): {
            "en": Sides("wet damp moist", "dry dried dryness"),
            "tr": Sides("ıslak~ ıslat~ nemli", "kuru~ kurul~ kurut~"),
        },
        ("morning", "evening"): {
            "en": Sides(
                "morning mornings", "evening evenings", "breakfast am dawn", "night~ overnight bedtime dinner pm"
            ),
            "tr": Sides("sabah~", "akşam~", "kahvaltı~ şafak~", "gece~ yat~"),
        },
        ("child", "adult"): {
            "en": Sides("child children children's child's", "adult adults adult's"),
            "tr": Sides("çocuk~", "yetişkin~ erişkin~"),
        },
        ("daytime", "night"): {
            "en": Sides("daytime", "night nights", near_one="day days"),
            "tr": Sides("gündüz~", "gece~"),
        },
        ("woman", "man"): {
            "en": Sides("woman women women's female~", "man men men's male males"),
            "tr": Sides("kadın~ bayan~", "erkek~ bay baylar"),
        },
        ("faster", "slower"): {
            "en": Sides("fast faster quick quickly rapid~", "slow slower slowly", "soon~ prompt~", "gradual~ gentl~"),
            "tr": Sides("hızlı hızla hızlıca çabuk", "yavaş yavaşça", "erken hemen ani~", "kademeli usul~"),
        },
        ("longer", "shorter"): {
            "en": Sides(
                "long longer longest", "short shorter shortest", "tall extend~", "brief briefly few shortly small"
            ),
            "tr": Sides("uzun uzundur", "kısa kısadır", "boylu süre~ çok", "az kısal~ küçük"),
        },
        ("larger", "smaller"): {
            "en": Sides(
                "large larger big bigger", "small smaller tiny", "great~ major wide~", "little minor short slight~"
            ),
            "tr": Sides("büyük büyüktür geniş", "küçük küçüktür ufak", "çok iri ağır önemli", "az hafif kısa minik"),
        },
    }


class Obligation(Opposites):
    """What must or should be done is not merely possible, and what is possible is no duty."""

    id = "obligation"
    severity = Severity.WARNING
    summary = "Must and may are not exchanged"
    tables: ClassVar = {
        ("must", "may"): {
            "en": Sides(
                "must shall should mandatory compulsory obligatory obliged required ought",
                "may can could might",
                near_one="need needs needed have_to has_to had_to necessary require~ recommend~ advis~ important"
                " suppose~ essential",
                near_other="able possibl~ allow~ permit~ ability option~ whether likely potential~ cannot can't if",
            ),
            "tr": Sides(
                "~m[ae]l[ıi] ~m[ae]l[ıi]d[ıi]r ~m[ae]l[ıi]s[ıi]n[ıi]z ~m[ae]l[ıi]y[ıi][mz] zorunlu~ şarttır mecbur~",
                "~[ae]bil[ie]r ~[ae]bil[ie]rs[ıi]n[ıi]z ~[ae]bil[ie]rl[ae]r ~[ae]bil[ie]rim",
                near_one="gerek~ öner~ lazım şart zorun~ önem~ ~[ıiuü]n ~[ıiuü]n[ıiuü]z ister isteyin uygun~",
                near_other="~[ae]bil~ mümkün~ olanak~ olası~ ~[ae]m[ae]z ~[ae]m[ae]y~ ~[ae]m[ae]d~ izin~ hak~",
            ),
        },
    }
