"""Names of medicines in English and Turkish: international nonproprietary names (INN), and some trade names.

Turkish writes an INN as it is spoken (*cefazolin* – *sefazolin*, *warfarin* – *varfarin*), so that most names agree
after :func:`fold`. Stems: World Health Organization, *The use of stems in the selection of INN* (2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

_NAMES = """
paracetamol/acetaminophen/tylenol/calpol/minoset=parasetamol/asetaminofen
aspirin/acetylsalicylic/ecopirin/coraspin=aspirin/asetilsalisilik ibuprofen/brufen/advil/nurofen
naproxen/apranax=naproksen diclofenac/voltaren=diklofenak ketoprofen dexketoprofen/arveles=deksketoprofen
flurbiprofen/majezik indomethacin=indometasin etodolac=etodolak ketorolac=ketorolak meloxicam=meloksikam
piroxicam=piroksikam tenoxicam=tenoksikam celecoxib/celebrex=selekoksib etoricoxib/arcoxia=etorikoksib
nimesulide=nimesulid acemetacin=asemetasin aceclofenac=aseklofenak mefenamic=mefenamik
metamizole/dipyrone/novalgin=metamizol/dipiron tramadol/contramal codeine=kodein morphine=morfin oxycodone=oksikodon
hydrocodone=hidrokodon hydromorphone=hidromorfon fentanyl=fentanil remifentanil alfentanil sufentanil
buprenorphine=buprenorfin methadone=metadon pethidine/meperidine=petidin/meperidin tapentadol naloxone=nalokson
naltrexone=naltrekson ziconotide=zikonotid gabapentin/neurontin pregabalin/lyrica carbamazepine/tegretol=karbamazepin
oxcarbazepine=okskarbazepin phenytoin=fenitoin valproate/valproic/depakin=valproat/valproik lamotrigine=lamotrijin
levetiracetam/keppra=levetirasetam topiramate=topiramat lacosamide=lakozamid zonisamide=zonisamid
phenobarbital=fenobarbital primidone=primidon clonazepam=klonazepam diazepam lorazepam midazolam alprazolam/xanax
zolpidem zopiclone=zopiklon melatonin amitriptyline=amitriptilin nortriptyline=nortriptilin imipramine=imipramin
clomipramine=klomipramin duloxetine/cymbalta=duloksetin venlafaxine=venlafaksin fluoxetine/prozac=fluoksetin
sertraline=sertralin paroxetine=paroksetin citalopram=sitalopram escitalopram=essitalopram mirtazapine=mirtazapin
trazodone=trazodon bupropion lithium=lityum haloperidol olanzapine=olanzapin quetiapine=ketiapin
risperidone=risperidon aripiprazole=aripiprazol clozapine=klozapin chlorpromazine=klorpromazin levodopa
carbidopa=karbidopa pramipexole=pramipeksol ropinirole=ropinirol donepezil memantine=memantin rivastigmine=rivastigmin
baclofen=baklofen tizanidine=tizanidin cyclobenzaprine=siklobenzaprin
thiocolchicoside/muscoril=tiyokolşikosid/tiyokolşikozid dantrolene=dantrolen
botulinum/botox/dysport=botulinum/botulinyum sumatriptan zolmitriptan rizatriptan eletriptan ergotamine=ergotamin
propranolol erenumab fremanezumab galcanezumab=galkanezumab dexamethasone=deksametazon prednisolone=prednizolon
prednisone=prednizon methylprednisolone=metilprednizolon hydrocortisone=hidrokortizon betamethasone=betametazon
triamcinolone=triamsinolon budesonide=budesonid fluticasone=flutikazon fludrocortisone=fludrokortizon
lidocaine/lignocaine=lidokain bupivacaine=bupivakain levobupivacaine=levobupivakain ropivacaine=ropivakain
prilocaine=prilokain articaine=artikain mepivacaine=mepivakain capsaicin=kapsaisin propofol ketamine=ketamin
etomidate=etomidat thiopental=tiyopental sevoflurane=sevofluran desflurane=desfluran isoflurane=izofluran
rocuronium=rokuronyum vecuronium=vekuronyum succinylcholine/suxamethonium=süksinilkolin/suksametonyum
sugammadex=sugammadeks neostigmine=neostigmin atropine=atropin glycopyrrolate=glikopirolat
adrenaline/epinephrine=adrenalin/epinefrin noradrenaline/norepinephrine=noradrenalin/norepinefrin ephedrine=efedrin
phenylephrine=fenilefrin dopamine=dopamin dobutamine=dobutamin vasopressin=vazopressin dexmedetomidine=deksmedetomidin
clonidine=klonidin ondansetron granisetron metoclopramide=metoklopramid domperidone=domperidon droperidol aprepitant
heparin enoxaparin/clexane=enoksaparin dalteparin tinzaparin bemiparin fondaparinux=fondaparinuks nadroparin
warfarin/coumadin=varfarin acenocoumarol=asenokumarol rivaroxaban/xarelto=rivaroksaban apixaban/eliquis=apiksaban
edoxaban=edoksaban dabigatran/pradaxa clopidogrel/plavix=klopidogrel prasugrel ticagrelor=tikagrelor
dipyridamole=dipiridamol cilostazol=silostazol alteplase=alteplaz tranexamic=traneksamik protamine=protamin
idarucizumab=idarusizumab andexanet=andeksanet amoxicillin/augmentin=amoksisilin ampicillin=ampisilin
penicillin=penisilin piperacillin=piperasilin clavulanate/clavulanic=klavulanat/klavulanik sulbactam=sulbaktam
tazobactam=tazobaktam flucloxacillin=flukloksasilin cefazolin=sefazolin ceftriaxone=seftriakson cefuroxime=sefuroksim
cefotaxime=sefotaksim ceftazidime=seftazidim cefepime=sefepim cephalexin/cefalexin=sefaleksin cefixime=sefiksim
meropenem imipenem ertapenem ciprofloxacin=siprofloksasin levofloxacin=levofloksasin moxifloxacin=moksifloksasin
ofloxacin=ofloksasin azithromycin=azitromisin clarithromycin=klaritromisin erythromycin=eritromisin
clindamycin=klindamisin gentamicin=gentamisin amikacin=amikasin streptomycin=streptomisin tobramycin=tobramisin
vancomycin=vankomisin teicoplanin=teikoplanin linezolid daptomycin=daptomisin colistin=kolistin
doxycycline=doksisiklin tetracycline=tetrasiklin tigecycline=tigesiklin rifampicin/rifampin=rifampisin
isoniazid=izoniyazid ethambutol=etambutol pyrazinamide=pirazinamid metronidazole/flagyl=metronidazol
trimethoprim=trimetoprim sulfamethoxazole=sülfametoksazol nitrofurantoin fosfomycin=fosfomisin mupirocin=mupirosin
fluconazole=flukonazol itraconazole=itrakonazol voriconazole=vorikonazol amphotericin=amfoterisin nystatin=nistatin
terbinafine=terbinafin aciclovir/acyclovir=asiklovir valaciclovir/valacyclovir=valasiklovir oseltamivir
ganciclovir=gansiklovir omeprazole=omeprazol lansoprazole=lansoprazol pantoprazole=pantoprazol
esomeprazole=esomeprazol rabeprazole=rabeprazol famotidine=famotidin ranitidine=ranitidin misoprostol
sucralfate=sukralfat loperamide=loperamid lactulose=laktuloz bisacodyl=bisakodil
macrogol=makrogol mesalazine/mesalamine=mesalazin metformin/glucophage insulin=insülin gliclazide=gliklazid
glimepiride=glimepirid glibenclamide/glyburide=glibenklamid sitagliptin vildagliptin linagliptin empagliflozin
dapagliflozin canagliflozin=kanagliflozin liraglutide=liraglutid semaglutide/ozempic=semaglutid dulaglutide=dulaglutid
exenatide=eksenatid pioglitazone=pioglitazon acarbose=akarboz glucagon=glukagon
levothyroxine/thyroxine/euthyrox=levotiroksin/tiroksin methimazole=metimazol propylthiouracil=propiltiyourasil
alendronate/alendronic=alendronat/alendronik risedronate/risedronic=risedronat/risedronik
ibandronate/ibandronic=ibandronat/ibandronik zoledronic/zoledronate/aclasta=zoledronik/zoledronat
pamidronate=pamidronat denosumab/prolia teriparatide/forteo=teriparatid romosozumab raloxifene=raloksifen
calcitonin=kalsitonin calcitriol=kalsitriol strontium=stronsiyum amlodipine=amlodipin nifedipine=nifedipin
nimodipine=nimodipin diltiazem verapamil ramipril enalapril lisinopril perindopril captopril=kaptopril losartan
valsartan candesartan=kandesartan irbesartan telmisartan olmesartan atenolol bisoprolol metoprolol
carvedilol=karvedilol nebivolol furosemide/frusemide/lasix=furosemid hydrochlorothiazide=hidroklorotiyazid
indapamide=indapamid spironolactone=spironolakton mannitol acetazolamide=asetazolamid digoxin=digoksin
amiodarone=amiodaron nitroglycerin=nitrogliserin isosorbide=izosorbid atorvastatin rosuvastatin simvastatin
pravastatin fenofibrate=fenofibrat ezetimibe=ezetimib salbutamol/albuterol/ventolin salmeterol formoterol
tiotropium=tiotropyum ipratropium=ipratropyum montelukast theophylline=teofilin cetirizine=setirizin
loratadine=loratadin desloratadine=desloratadin fexofenadine=feksofenadin chlorpheniramine=klorfeniramin
diphenhydramine=difenhidramin hydroxyzine=hidroksizin pheniramine=feniramin methotrexate=metotreksat
sulfasalazine=sülfasalazin leflunomide=leflunomid hydroxychloroquine=hidroksiklorokin azathioprine=azatiyoprin
cyclophosphamide=siklofosfamid ciclosporin/cyclosporine=siklosporin tacrolimus=takrolimus mycophenolate=mikofenolat
adalimumab/humira etanercept=etanersept infliximab=infliksimab golimumab certolizumab=sertolizumab
rituximab=rituksimab tocilizumab=tosilizumab secukinumab=sekukinumab ixekizumab=iksekizumab ustekinumab
colchicine=kolşisin allopurinol febuxostat=febuksostat tamoxifen=tamoksifen letrozole=letrozol anastrozole=anastrozol
cisplatin=sisplatin carboplatin=karboplatin paclitaxel=paklitaksel docetaxel=dosetaksel doxorubicin=doksorubisin
temozolomide=temozolomid bevacizumab=bevasizumab trastuzumab pembrolizumab nivolumab imatinib cabergoline=kabergolin
bromocriptine=bromokriptin octreotide=oktreotid desmopressin oxytocin=oksitosin progesterone=progesteron
testosterone=testosteron estradiol/oestradiol=östradiol/estradiol tamsulosin doxazosin=doksazosin
finasteride=finasterid oxybutynin=oksibutinin solifenacin=solifenasin tolterodine=tolterodin mirabegron
sildenafil/viagra tadalafil hyaluronidase=hiyalüronidaz chymopapain=kimopapain gadolinium=gadolinyum
"""

# Levelled in this order: Turkish letters, what Turkish writes with one letter, c before and after other letters, -ium.
_FOLDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        *(("[ıî]", "i"), ("ö", "o"), ("[üû]", "u"), ("â", "a"), ("ş", "s")),
        *(("ph", "f"), ("th", "t"), ("rh", "r"), ("ch", "k"), ("qu", "k"), ("x", "ks"), ("w", "v")),
        *(("c(?=[eiy])", "s"), ("ck?", "k"), ("z", "s"), ("iy(?=[aou])", "i"), ("yum|ium", "um"), ("y", "i")),
        *(("[ao]e(?=[^u])", "e"), (r"(.)\1", r"\1"), ("ks", "x")),
    )
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """One spelling for both languages, only for comparing: ``cefazolin`` and ``sefazolin`` → ``sefasolin``."""
    for pattern, letter in _FOLDS:
        word = pattern.sub(letter, word)
    return word.removesuffix("e")


def pairs() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The English and the Turkish names of each medicine, the usual one first, trade names last."""
    for entry in _NAMES.split():
        english, _, turkish = entry.partition("=")
        yield tuple(english.split("/")), tuple((turkish or english).split("/"))


@cache
def _known() -> dict[str, str]:
    """The English name of each medicine, by all its folded names; made at the first use."""
    return {fold(name): english[0] for english, turkish in pairs() for name in (*english, *turkish)}


_SHORTEST = 5
"""So many letters has the shortest folded name."""

# INN stems as they look after folding, with at least four letters before them.
_STEMS = (
    "profen|sartan|pril|olol|statin|asol|siklin|floxasin|gliptin|gliflosin|triptan|setron|parin|xaban"
    "|vakain|lokain|asepam|asolam|osin|dronat|tidin|dipin|tiasid|oxetin|[cslxtr][iu]mab|umab|tinib|siklovir|tegravir"
    "|glutid|koxib|oxikam|lukast|fibrat|gliteson|fentanil|kurium"
)
_UNKNOWN = re.compile(rf"(?P<name>\w{{4,}}(?:{_STEMS}))(?P<ending>.*)")
_ENDING = re.compile(
    r"'?(?:l[ae]r)?(?:[iu]n?)?(?:n?[iu]n?|n?[ae]n?|n?[dt][ae]n?|y?l[ae]?|d[iu]r|l[iu]|si[sz]|s|'s)?(?:d[iu]r|ki)?"
)


@lru_cache(maxsize=65536)
def medicine(word: str) -> str:
    """The English name of the medicine that a word in lower case names, in any inflected form; empty if none.

    A name that is not in the table but ends like an INN stands for itself, in folded spelling.
    """
    if len(word) < _SHORTEST:
        return ""
    folded = fold(word)
    for length in range(len(folded), _SHORTEST - 1, -1):
        known = _known().get(folded[:length])
        if known and _ENDING.fullmatch(folded, length):
            return known
    match = _UNKNOWN.fullmatch(folded)
    return match["name"] if match and _ENDING.fullmatch(match["ending"]) else ""
