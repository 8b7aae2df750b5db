// Written by hand from general knowledge; CC0. Keys are as `nokkel` in tokens.ts makes them.

/** Words so common that a name of the same spelling counts only with a surname after it («Hans Olsen», «Vi Nguyen»). */
export const FUNKSJONSORD = ord(`
this that than with
jeg eg du han hun ho hen den det de vi dere dykk dei meg deg seg ham henne oss dem min mi mitt mine din di
ditt dine sin si sitt sine hennes hennar dets deres deira vår vårt våre denne dette disse desse sånn slik
slike slikt hver kvar hvert kvart alle alt all noen nokre nokon noe noko ingen inkje intet begge man en ei ett
et eitt ein eit én tre fire fem seks sju syv åtte ni ti elleve tolv hundre tusen halv første andre tredje
fjerde femte sjette sjuende åttende niende tiende flere fleire mange få færre mer meir mest mindre minst lite
litt mye mykje nok og også óg men eller enten for fordi så som da då når om hvis dersom at selv sjølv ikke
ikkje aldri alltid ofte sjelden sjeldan kanskje jo nei ja jau vel bare berre enda ennå nå no her der hit dit
hvor kor hvem kven hva kva hvilke hvilken hvilket hvordan korleis hvorfor kvifor i på til fra frå av ved med
uten utan under over etter før siden sidan mellom mot hos gjennom gjennem rundt langs innen innan inntil
utenfor utanfor foran bak pr via blant dels ut inn opp ned hjem heim ute inne oppe nede hjemme heime borte
tilbake attende igjen att både verken korkje samt hverken ellers elles derfor difor dermed likevel dog
imidlertid imens mens medan altså nemlig nemleg bl dvs eks osv ca kl nr evt mm mfl ang jf jfr mvh hilsen
helsing er var vart vore vært være bli blir ble blei blitt har hadde hatt skal skulle kan kunne må måtte vil
bør burde får fikk fekk fått gjør gjer gjorde gjort går gikk gjekk gått kom kjem kommer la lar lat sa sier
seier ser ta tar tek tok gi gir gav ga the and of le mandag tirsdag onsdag torsdag fredag lørdag søndag måndag
tysdag laurdag sundag januar februar mars april juni juli august september oktober november desember may june
to ha do an van von son mai me my ville tri annan
`)

/** Ordinary words: those that names are spelled like, and those that often begin a sentence or stand after a name. */
export const VANLIGE_ORD = ord(`
aka ale and ar ara ari ask atlas aula aura awa balder bana bane bar bare bas beck bekk bekken ben berg berge
berget berger bjerk bjørk bjørn blad blank blid blix blom bo boa bok borg borge borgen brann bratt bre bred
brekke brenna brev bring bro bror bru brun bruk bull bur by bygg bø bøe bøk bønn båt dag dagen dags dal dale
dalen dalene dam dama dan dans das dat deng dike dine dis do drange due dugg duk dun ed ege egg egge egne eid
eide eie eik eike ek ekte elg elv elva emne en endre eng enge engen enger engel erle eve evne fabel fager falk
farge fart fast feste fin fine finn finne fjell fjord flat flate flaten flora fløy fold folk foss fossen fram
fred fri frisk frost frukt frøy fure fus fyr følge gaard gade galen garde gard gave ger gilde gir gjerde gjest
glad glede glomma gløtt god gode gran grande greier grein gren grense greve grip grønn gry grav gul gull gunn
haga hage hagen hale hall halle hallen halv hammer hamre handel hassel hassle hatt haug haugen hauge hav heia
heim hel hele hell hem hende hene heng het hill hjelm hode hol hole hold holm holme holmen holt holte horn
hoved hund hus huse hvit høg høy idé ile ims ingen innsats is ist ive jade jakt jern jord jorden jotun judo
jul jule june kald kam kamel kan kandis kant kar kare karm karma kast katt kin kirke kis kjeks kjelle kjøs
kjær kjære klar kleiv klev kleven klipp klippe knaus knute kniv kollen konge kongen kost krage kran krans krig
krok kroken krone krus kul kuler kurs kvist kvinne lade land landet lang lange langt lapp lar las last lav
lege lek lenge lerke leve li lia lid lie lien lier lik lilla lille lind linde list liste liv live livet lo
loft lone loses lover lue luke lund lunde lunden lunge lur lus lust luther lyd lykke lykken lyng lys løkka
løkke løkken løv løve lån lånt mad mai mal mala malm mamma man mana mange mann mannen mari mark marka marken
marker mars mat matta mean meire melk mellom men mene meny mikke mil mile milde min minne mir miste mo mod
modell mola mone monn mor mora mord morgen moro mot munk mur mus myr myra myre myren myrene myrvold møll mølle
mørk mørke må nad nana nata nat natt navn ned nedre nes nesse nett ni nit nille nisse nor nord nordre norsk
nova november nu ny nye nær odde ode oder olje ono ord orm orre os ot ov over padde pal palme pan papp pappa
pil pila plan plass pluss poeng prest prestegard prins påle rad rade ramme rane rank rask raske ratt raud ravn
red redd rein reine rek reker ren rest rett ri rid rim ris risen ro roen rom roma roman rosa rose rot rud rund
runde rust rute rygg ryen rød røde røst røyk råd sag saga sagen sal sala salen samme san sand sande sanden
sang sau se sele selja sen sene senere senna senter sett sever si side sild sin sine siste sitron sjø sjøen
sjur sky skar skare skarv skau skei skje skog skogen skold skole skyt slett sletta slette sletten slåtten små
snar sno snø sol sola sole soli solid solo sommer son spor spar staal stad stae stall stamme stang stange star
start sted steen stein steine sterk sti stige stigen stille stjerne stor store storm strand stranda stranden
stri strøm strømme stubbe stue stund støa støl stølen støle stå stål sulten sum sund sundet sunn svale svar
svare svart sver svik sy syn syl sær sæter søt søster sør tale tall tama tana tander tang tange tangen tar
tarm ted teig teigen tein test tid tiden til time timer tin ting tinn tir toa tog tony topp torg torgar torn
torv trane trappe tre tro troll tron trone tråd tua tue tun tunet tung tur tveita tys ull ulv ulven under unge
ur utne vad vak vald vale valle vang vange vangen vann var varm vart vas vatn veg vegen vei veien vel verk
vern vest vesle vid vida vidde vik vika viken vike viljen vill ville vin vinje vind vinter vold voll vollen
vår våren vårt vær yngel yngre yng ytre ær ære ærlig ø øde øgle øren ørn øst øvre øy øya øyen år åre ås åsa
åsen åsene åt bent per harm hoder amen alt alle vara kosta sultan vis fisk fugl gås orden ærend hensyn ung
noen tiger ynde kåt lykkelig hans jan max tom hai hang lam ly tong nam saman vilje inga samer samers isbjørn
vegvesen universitetssykehus hotell hotel

ansatt ansatte ansvar arbeid arbeide assistent atferd avtale avtaler barn barna barne barneskole barneskolen
barnet barnehage begrunnelse behov bekymring bekymringsmelding beskjed beskrivelse beslutning bibliotek
bistand bolig bruker bydel bydelen bydels bygge dato deltaker deltakere deltar dialog dokumentasjon dropp
drøfting egen eget ekstra elev elevar elevene elever elevråd elevsak emosjonell enighet erfaring etat
evaluering fag fagdag familie familien far ferie finnes fjor flytter forberedelse foreldre foreldra foreldrene
foreldremøte foresatt foresatte forhold forholdet forløp formål forrige forslag forsinket fortsatt fravær
fraværet fravere friminutt frist fritid fritidsklubb fritidsklubben funksjon fylke følger føresette garderobe
gang ganger gjelder gjennomgang grenser gruppe gruppa gruppen gutt gutten gutter guten halvår handling helse
helsesykepleier helsestasjon henvisning henvist hjelp hjemmebesøk husk høring høst høsten høstferie idrett
informasjon innkalling innsatsteam innsatsteamet innspill inspektør instans jente jenta jentene jenter jenten
journal kartlegging kaller klasse klassa klassen klassemiljø klasserom kommune kommunen kontakt kontaktlærer
kontaktlærar kontaktperson kontor konklusjon kveld leder leiar leire lekse lekser leksehjelp leverer liker
ligger logoped lærer lærar lærere lærerne lærerteam læring lærings matematikk matpakke melding meldeplikt
medelever medelev merknad merk miljø miljøterapeut mobbing mobil morsmål motivasjon muligheter musikk møte
møtet møter møteleder mål mandat mappe materiell morsmålslærer naturfag nettbrett notat nytt nyttår
observasjon observerer ok oppdatering oppfølging oppgave oppgaver oppholder oppmøte oppstart oppsummering
oppvekst orientering partner pause pedagog pensum periode permisjon personale plassering praksis presentasjon
problem program prosess protokoll prosjekt prøve prøver psykolog pult påmelding rapport referat referent regel
regler rektor representant respons ressurs rettleiing rolle rutine rutiner rådgiver sak saken saker
saksbehandler saksliste samarbeid samarbeidsmøte samfunnsfag samtale samtaler samtykke samvær sekretær selskap
semester sfo sinne situasjon situasjonen sjekk skala skolefravær skolegang skolegård skolegården skolen
skolens skoler skolevegring skule skulen skulane skolane skjema skriv slutt smerter smittet snakket sosial
sosiallærer sosialagent søsken søvn søknad spesial spesialpedagog spiller spørsmål starter status styre stønad
støtte støttekontakt svømming sykehus sykmeldt tannlege team teamet tema tidligere tilbakemelding tilbud
tillit tilpasset tilstede tiltak tiltaket toalett tolk trening trener trenger trinn trinnet trinnmøte trivsel
turen tverrfaglig uke uker ukeplan uka undersøkelse undervisning ungdom ungdommen ungdomsskole ungdomstrinnet
utfordring utredning utsatt utsett utvikling vakt valg valgfag varsel vask vedtak veileder veiledning venn
venner venninne verge verktøy vikar vikarer voksen voksne voksnes vurdering vurder vurderer årsak årsplan
åpning øver økonomi

arabisk bokmål dari engelsk farsi fransk gresk kurdisk latin nynorsk pashto polsk russisk samisk somali
somalisk spansk svensk dansk swahili tamil tamilsk thai tigrinja tyrkisk tysk ukrainsk urdu vietnamesisk

adferd alvorlig annen anbefaler avklar avklare bakgrunn bedre bekymret bestiller betaler bra brukt bytter
deler diskuterer enig faller finner forbered forbereder foreslår forteller fortalte fungerer gjentatt glemmer
godkjent godt gråt gråter henter hjelper hører innen jobber kanskje kontakter kjører kjenner klarer kort
krever lager leser lever lurer mangler mener mestrer ordner oppleves opplever orker planlegger reagerer
referer ringer ringte rolig sender sendte setter sitter skriver slår slutter snakk snakker sover spurte spør
stolt står strever sur svarer syk syns synes taper tenker tror trist trives trygg unngår uroet urolig utagerer
uttrykker varsler venter vet veit viktig viser vurdert ønsker akkurat allerede bortsett dessuten dette etterpå
forhåpentligvis først heretter heldigvis iblant igår imorgen neste nylig ofte plutselig sist snart straks
særlig tidlig trolig underveis vanligvis
`)

/** Words that names are spelled like but that hardly begin a sentence: only without a capital are they taken for words. */
export const BARE_SMA = ord(`
adel akter ane anna are arta arve bakke bakken baran birk bjarte buer dela dino edel eir else ester even
flåten ganga gitte grete gro grov hala halsen heier helga helle hind hoff huda jihad kai kalle karen kata
kristen kåre leka lena lene lin line liva lode long love løken melis mette milla mille mina minna musa
nida nordmann odd odds ramla rand randen rasa rene rikke rima rune ruste rusten rustes ruta safari sagen sanne
signe sina siv skjold skåre steinar stella sten stig strømmen svan svenn takle tam tan tea tine tone tor tora
tore tran trang ture tyr ulla unn vegar vera verner vilja viola volden with
`)

/** Places alone are no persons; after a title or a given name they may be a surname. */
export const STEDER = ord(`
oslo bergen trondheim stavanger drammen fredrikstad kristiansand sandnes tromsø sarpsborg skien porsgrunn bodø
sandefjord larvik tønsberg arendal haugesund ålesund molde kristiansund moss halden horten gjøvik hamar
lillehammer elverum kongsvinger kongsberg hønefoss ringerike notodden rjukan bærum asker lillestrøm lørenskog
nittedal rælingen ullensaker eidsvoll jessheim ås ski kolbotn nordre follo nesodden drøbak frogn vestby
enebakk indre østfold askim mysen rakkestad våler hole modum øvre eiker sigdal gol hemsedal ål geilo voss odda
askøy øygarden sotra stord leirvik florø førde sunnfjord sogn sogndal årdal volda ørsta herøy sula rauma
sunndal oppdal røros støren melhus malvik stjørdal verdal levanger steinkjer namsos mosjøen rana narvik
harstad sortland svolvær vågan lofoten finnsnes senja alta hammerfest kautokeino karasjok vadsø vardø kirkenes
mandal farsund flekkefjord lyngdal grimstad lillesand risør tvedestrand kragerø bamble egersund bryne klepp
jæren ryfylke karmøy setesdal hallingdal valdres fagernes gudbrandsdalen dovre dombås otta tynset trysil rena
stange ringsaker moelv brumunddal toten jevnaker hadeland romerike nannestad hurdal holmestrand færder
stathelle langesund nome seljord bø vinje lier jølster klæbu snåsa selbu tinn hol nes lom grong kinn gran mali
virginia haukeland santiago mayen

alna bjerke frogner gamle grorud grünerløkka grynerløkka nordstrand sagene stovner ullern østensjø tøyen
grønland furuset haugenstua ellingsrud lindeberg trosterud tveita haugerud bryn hellerud teisen ulven økern
løren sinsen torshov bjølsen nydalen kjelsås grefsen årvoll linderud veitvet rødtvet kalbakken ammerud romsås
vestli rommen høybråten fossum tonsenhagen bredtvet risløkka refstad holmlia mortensrud bjørndal prinsdal
hauketo lambertseter manglerud ryen bøler bogerud skullerud oppsal skøyen skøyenåsen godlia ekeberg bekkelaget
majorstua røa vinderen smestad tåsen disen ensjø kampen vålerenga helsfyr etterstad hasle hovseter holmen
nordberg korsvoll maridalen nordmarka østmarka granstangen apalløkka groruddalen akerselva fjordvik ljan
bislett sandaker jordal valle hovin vollebekk aker ila bolteløkka ruseløkka lilleborg fyrstikkalleen jeriko
verdenspark

norge noreg sverige danmark finland island england irland skottland frankrike tyskland spania italia portugal
polen litauen latvia estland ukraina russland hellas tyrkia syria irak iran libanon jordan israel palestina
gaza egypt marokko algerie tunisia sudan somalia etiopia eritrea kenya uganda gambia nigeria ghana kongo
pakistan india sri lanka afghanistan nepal bangladesh vietnam thailand filippinene kina japan korea usa canada
brasil chile argentina colombia mexico australia kosovo bosnia serbia albania kroatia makedonia romania
bulgaria ungarn kurdistan tsjetsjenia europa asia afrika amerika norden mogadishu asmara kabul lahore karachi
istanbul warszawa kyiv london paris roma berlin stockholm københavn jerusalem salem damaskus bagdad teheran
finnmark troms nordland trøndelag møre romsdal vestland rogaland agder telemark vestfold buskerud akershus
innlandet sydney victoria verona chelsea libya samos tana lara
`)

/** Services, school words, days, feasts and products that are written with a capital and are nobody's name. */
export const IKKE_PERSON = ord(`
fau su smu sru du ppt pp-tjenesten pp-tenesta bup bufetat bufdir nav barnevern barnevernet barneverntjenesten
barnevernstjenesten barnevernvakta barnevernvakten slt uteseksjonen utekontakten utekontakt oslohjelpa
oslohjelp familievernkontoret familievern helsestasjonen helsestasjon skolehelsetjenesten sfo aks
aktivitetsskolen utdanningsetaten udir ude uda bymiljøetaten kulturetaten oslobygg ruter politiet politi
brannvesenet deichman mattilsynet statsforvalteren statsforvaltaren kunnskapsdepartementet barneombudet
elevombudet mobbeombudet ombudet natteravnene norges idrettsforbund teams vigilo visma itslearning skooler
showbie onenote outlook spond facebook instagram snapchat tiktok youtube minecraft roblox fortnite chromebook
ipad vipps kikora salaby campus inkrement creaza aschehoug gyldendal cappelen damm fagbokforlaget aftenposten
nrk vg nobel stortinget regjeringen kommunen bystyret krle kroppsøving naturfag samfunnsfag matte norsk
engelsk halloween nowruz diwali hanukka elevundersøkelsen foreldreundersøkelsen ungdata olweus zippy mot
sommerskolen zoom excel powerpoint feide altinn kirken moskeen moské islam koranen bibelen abup bv bvt
hjelpetiltak innsatsteam innsatsteamet elevsaksmøte elevsaksmøtet skolestøtte sosiallærer sosialagent
sosialagenten sosialagentene miljøteam miljøteamet konfliktrådet helfo legevakta legevakten legevakt ullevål
ahus rikshospitalet flexid fri blå kors røde redd barna kirkens bymisjon frelsesarmeen frivilligsentralen
frivilligsentral fyrlyset kulturskolen kulturskole musikkskolen sinsenkrysset ks fo udf utdanningsforbundet
fagforbundet skolelederforbundet adhd asd autisme tourette dysleksi ikt iup iop psykisk pmto tibir cos link
pals udi imdi ssb fhi hdir helsedirektoratet folkehelseinstituttet google apple microsoft windows kahoot
classroom skolestudio aski planner copilot chatgpt netflix discord steam playstation xbox nintendo pokemon
messenger whatsapp telegram vinterferie høstferie sommerferie juleferie påskeferie jonsok sankthans st sankt
ramadan id eid jul julaften nyttårsaften påske pinse lucia fastelavn bededag himmelfart million hamas statoil
hydro telenor
`)

/** The word before these is a place or an institution: «Haugen skole», «Berg barnehage». */
export const HODEORD = ord(`
skole skolen skoler skules skule skulen skular barneskole barneskolen barneskule ungdomsskole ungdomsskolen
ungdomsskule videregående vidaregåande vgs bydel bydelen bydels barnehage barnehagen kirke kirken kyrkje
kyrkja moské il if stasjon kommune kommunen kommunes fylke fylkeskommune sykehus sjukehus sjukehuset sykehuset
senter sentret senteret park parken idrettslag idrettshall hall hallen fritidsklubb fritidsklubben
fritidssenter ungdomsklubb bibliotek biblioteket sykehjem kulturskole korps skolekorps musikkorps menighet
krets skolekrets helsestasjon legesenter legekontor legevakt borettslag torg kafé kafe universitet høgskole
høyskole museum museet barnevern barneverntjeneste barnevernstjeneste politistasjon politidistrikt bad badet
svømmehall stadion seter elv elva fjord fjorden vann vannet kino kjøpesenter aktivitetsskole aks sfo ppt bup
dps fau su gård skolested folkehøgskole barne skistadion skifestival skytterlag misjonshus verksted
`)

/** Words that a bare capitalised name often follows: «gutten heter Xyz». The hit is a hint, since courses have names too. */
export const FORAN_NAVN = ord(`
heter heiter hete heite het kalles kallast kalla kalt kallenavnet navnet namnet gjelder gjeld gutten guten gut
gutt jenta jenten jente eleven elev barnet ungdommen moren mora mor faren far søsteren søstera systera søster
syster broren bror mamma pappa lillebror storebror veslebror lillesøster storesøster veslesyster tvillingbror
tvillingsøster bestemor bestefar tante onkel stefar stemor fostermor fosterfar venninnen venninna vennen
kameraten kusinen fetteren naboen fadderen læreren
`)

/** Titles and greetings: what follows is a person even when it is spelled like a place («rektor Bjerke»). */
export const TITLER = ord(`
lærer læreren lærar læraren kontaktlærer kontaktlæreren kontaktlærar rektor inspektør avdelingsleder
sosiallærer sosiallæreren sosiallærar assistent assistenten miljøarbeider miljøterapeut helsesykepleier
helsesykepleieren helsesjukepleiar saksbehandler saksbehandleren saksbehandlar kontaktperson kontaktpersonen
veileder familieveileder fagkonsulent sosialagent sosialagenten psykolog psykologen lege legen fastlege
fastlegen trener treneren vikar vikaren tolk tolken spesialpedagog logoped fru frue herr frøken familien
hilsen helsing mvh vh klem doktor dr
`)

/** «Foreldrene til Xyz». */
export const SLEKT_OG_VENNER = ord(`
foreldrene foreldra foreldre moren mora mor faren far mamma mammaen pappa pappaen søsteren søstera søster
broren bror søsken søsknene søskena familien vennene venner vennen venninnen venninna venninne kameraten
klassen læreren læraren kontaktlæreren kontaktlæraren verge vergen
`)

/**
 * Words that no name begins or ends with, for the rules alone. Most of the other lists are part of what the weights were
 * trained with: a word added to one of those means training anew (README.md says which).
 */
export const ALDRI_NAVN = ord(`
tlf mob mobil telefon telefonnummer d-nummer fnr fødselsnummer personnummer adresse adressen epost e-post barna zippys
t-bane t-banen elevråd uteskole møtet
`)

/** What an author tells the reader to do: «Prøv igjen», «Ring mor». */
export const IMPERATIVER = ord(`
avslutt be begynn bestill bruk bytt del finn flytt forklar fortell følg gi gjør gå hent hjelp hold husk hør kall kjør kom
kontakt la lag last legg les lever lukk meld møt noter se send sett sjekk skaff skriv snakk spør start stans still stopp
svar ta tenk tilby trykk undersøk unngå vent vis vurder åpne øv prøv ring inviter avtal avklar drøft oppdater samle
`)

/** Small words of the dialects, which no list of bokmål or nynorsk has. */
export const DIALEKT = ord(`
æ æg e ej je jæ jei ka kem koffer korsn kordan koss itj itte inte ikkj ittj mæ dæ sæ mæg dæg sæg te va vart vorte
ha hadd nån nåkka nåkken nokka nåkke noke nokke ungan guttan jentan dokker dokk okke oss hæ ho hu hanj hænne
deres dåkker åsså også sjø sku skull vill kainn kunn må ska trur bynt blei vekk heime heim neri oppi uti inni
hos fer førr før ætter etterpå imorra igår idag nå nu no di dem dæm dei fokk
`)

/** Days and months; «mai» is a given name too. */
export const DAGER_OG_MANEDER = ord(`
mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag januar februar mars april mai juni
juli august september oktober november desember
`)

/** Words of the school's day, as stems: their ordinary endings count too. */
export const SKOLEORD = ord(`
skole skule elev lærer lærar rektor inspektør trinn klasse klasserom time friminutt lekse lekser leksehjelp
matpakke kantine gymsal gymnastikk skolegård skulegard bibliotek sfo aktivitetsskole fau su smu referat møte
årsmøte saksliste innkalling protokoll vedtak sak orientering eventuelt kontaktlærer kontaktlærar
klassekontakt foresatt foresatte føresett forelder foreldre foreldra foreldremøte utviklingssamtale mobbing
krenkelse konflikt fravær permisjon vurdering karakter prøve eksamen tentamen oppgave gruppearbeid prosjekt
ferie høstferie vinterferie påskeferie juleferie sommerferie planleggingsdag skidag aktivitetsdag dugnad basar
loddsalg tur ekskursjon leirskole korps kor fotball håndball ski skøyter svømming trafikk gangvei sykkel
refleks buss skyss trikk bane parkering snø is brøyting strøing lys gjerde huske sklie ball lekeplass
leikeplass toalett do garderobe vask renhold ventilasjon inneklima temperatur støy budsjett økonomi midler
søknad frist svar spørsmål forslag ønske ide innspill tiltak plan rutine regel regler ordensregler mobil
skjerm nettbrett pc chromebook spill app film musikk bok bøker lesing skriving regning matte matematikk norsk
engelsk naturfag samfunnsfag krle kroppsøving mat helse kunst håndverk valgfag utdanningsvalg rådgiver
sosiallærer helsesykepleier helsesøster vaktmester assistent fagarbeider miljøarbeider miljøterapeut
spesialpedagog logoped vikar ledelse styre leder leiar nestleder kasserer sekretær referent møteleder
ordstyrer vara vararepresentant representant valg valkomite elevråd elevrådet barn ungdom gutt jente bror
søster mor far mamma pappa venn venner kamerat nabo politi brannvesen kommune bydel etat barnevern bup ppt nav
helsestasjon lege tannlege psykolog tolk språk morsmål innvandrer flyktning hjem hus vei veg gate park skog
vann sjø strand hytte butikk kafe kirke moske
`)

/** Endings of Norwegian words and compounds that are hardly ever names. */
export const ORDSLUTT = /(?:rommet|møtet|tilbudet|tiltaket|samtalen|arbeidet|prosjektet|skjemaet)$/

function ord(liste: string): ReadonlySet<string> {
  return new Set(liste.trim().split(/\s+/))
}
