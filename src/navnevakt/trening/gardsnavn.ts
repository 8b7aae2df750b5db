import type { Tilfeldig } from './tilfeldig.ts'

// Norwegian surnames are most often the names of farms, put together of a few hundred parts. Written by hand; CC0.
const FORLEDD =
  `al ald and ar arn asp aus aust bak bar berg bjerk bjør bjørk bjørn blom bor borg brand brek bratt brei breid brun bu
bygg by dag dal djup drag dyr dør ed eg egg eik ek elg elve eng es espe fag fager far fen fet fin fisk fjell fjør flat fol fos foss fram frøy fugl
furu gam gaup gjer gjøv glad glen god gran grav grim grind grøn grønn gull gunn haf hag hall ham har hat haug hauk heg hegg hei heim hel hell
her hest hild hjel hjelm hjort hol hov hund hus hval hvit hø høg høy hå hår in ind jor kal kald kir kirke kjell kjær kjøl klep knap knut kol
korn kors krå kro kval kvam kvern kvit lang langs lauv lei leir lid lille lin lind lo lund lyng lys løv mel mid midt mjel mo mork myr mæl mør
nap nedre ned ner nes nord nor ny od odd ok ol old ole op opp orm os otter rad ram rand raud rei rein ris ro rog rom ros rug rus ryg røn rød rør
råd sag sal sand se sel sev sig sjo sjø skar skau skei skjel skjer skog skor skot skram skår slet sletta slåt små snar sol sor spar spon stav
stein sten stok stor stran strand strøm stub sund sunds svan svart svei sven svin syd sæl sør søre tang tei tjel tjøn tor torg tran tref trond
tun tve tveit tyr ul ulv und under ut vad val vang var vass vat ved vel ven ves vest vet vik vin vind vold våg yt ytre øde ødegård ør øst øv
øvre øy å åm år ås`.split(/\s+/)
const ETTERLEDD =
  `aker aas bakk bakken bakke beck bekk bekken berg berget bo bost botn botten brekke brekken bru brua bråten bråthen bu by bye bø
bøe dahl dal dalen eid eide eidet eim elv eng enga engen eland fjell fjord flot foss fossen gaard gard garden gjerde gård gården gåsen hagen
halsen hamar hammer haug haugan haugen heia heim hella hjelle hjem hol holm holmen holt holte hov hovd hus kleiv kleiven klev krok land li lia
lie lien lid lo lund lunde lunden løkken mark mo moen myr myhr myra myren nes nesset ness næs odden os plass plassen rem rud rust ryd rød røe
sand sanden seng set seter seth sjø skar skog skogen slett sletta slåtten stad stein sto strand strøm stuen støl stølen stø støyl sund sve svik
svåg svoll sæter sæther sætre teig teigen torp tun tveit tvedt vang vangen vatn vatne vei vik vika viken vin voll vold vollen våg vågen ødegård
ødegaard øen øy øya øyen ås åsen`.split(/\s+/)
const FUGER = ['', '', '', '', 's', 'e', 'a', 'er']

/** `antall` invented farm names; some of them exist, which is the point. */
export function gardsnavn(antall: number, r: Tilfeldig): string[] {
  const ut = new Set<string>()
  while (ut.size < antall) ut.add(r.velg(FORLEDD) + r.velg(FUGER) + r.velg(ETTERLEDD))
  return [...ut]
}
