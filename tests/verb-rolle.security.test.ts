import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VERB } from '../src/cards/verb.ts'
import { felt } from '../src/demo/kort-som-tekst.ts'
import type { Aktivitet } from '../src/demo/lokal-kobling.ts'
import { OVING, type Ovingsperson, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { ROLLER } from '../src/tilgang/roller.ts'
import { type Apendor, apendorDager } from './bygg/apendor.ts'
import { type Arshjul, etAbonnement, etArshjul } from './bygg/arshjul.ts'
import { etForlop } from './bygg/et-forlop.ts'
import { apenFilmappe } from './bygg/graf.ts'
import { alleRader, FREMMED, medTommeTabeller, somEier, ulike } from './bygg/rader.ts'
import { EN_SAK, ET_SAMTYKKE, etTestbot, type Testbot } from './bygg/testbot.ts'
import { HVEM, type Hvem, ROLLENE, VERBENE, VISER, ventet } from './verb-rolle.ts'

const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'
const ALLE_TJENESTER = 'skole,bv,skolehelse,fritidsklubb,oslohjelpa,bup,ppt,miljoteam'
const TJENESTE: Partial<Record<Hvem, string>> = {
  rektor: 'skole',
  sosiallarer: 'skole',
  moteleder: 'skole',
  helsesykepleier: 'skolehelse',
  eier: 'skolehelse',
  invitert: 'skolehelse',
  fritidsklubb: 'fritidsklubb',
  ansvarlig: 'fritidsklubb',
  oslohjelpa: 'oslohjelpa',
  bup: 'bup',
  ppt: 'ppt',
  miljoteam: 'miljoteam',
  administrator: 'skole',
}
const ROLLE_TIL: Partial<Record<Hvem, string>> = {
  eier: 'helsesykepleier',
  ansvarlig: 'fritidsklubb',
  moteleder: 'sosiallarer',
  invitert: 'helsesykepleier',
  nabo_mottak: 'barnevern_mottak',
  nabo_kontaktperson: 'kontaktperson',
  nabo_fagkonsulent: 'fagkonsulent',
  nabo_avdelingsleder: 'avdelingsleder',
}

const FOLK = Object.fromEntries(
  HVEM.map((hvem, nr): [Hvem, Ovingsperson] => [
    hvem,
    {
      ...FREMMED,
      id: `29:${hvem}`,
      oid: `00000000-0000-4000-8000-0000000c${`${nr}`.padStart(4, '0')}`,
      navn: `${hvem} i prøven`,
    },
  ]),
) as Record<Hvem, Ovingsperson>

const IKANALEN = { team: OVING.team.id, kanal: OVING.kanal.id }

let b: Testbot
let agenda: Skjerm
let grafFeiler = false
const som = (hvem: Hvem) => b.scene.som(FOLK[hvem])

type Ider = Record<
  | 'planlagt'
  | 'igang'
  | 'utkast'
  | 'godkjent'
  | 'avlyst'
  | 'sak'
  | 'punkt'
  | 'punktIgang'
  | 'gulIgang'
  | 'punktUtkast'
  | 'tiltakUtkast'
  | 'oppgave'
  | 'ledig'
  | 'ferdig'
  | 'forlop'
  | 'forlopsmote'
  | 'sjekkpunkt'
  | 'itiltak'
  | 'ringes'
  | keyof Apendor
  | keyof Arshjul,
  string
>
let ider: Ider

async function gaTil(tid: string) {
  await b.send()
  b.settTid(tid)
  await b.send()
}

const db = () => b.bot.ktx.db
const moteDen = async (dato: string) =>
  (await db().selectFrom('mote').select('id').where('dato', '=', dato).executeTakeFirstOrThrow()).id
const punktI = async (mote: string, ref: string) =>
  (
    await db()
      .selectFrom('punkt')
      .select('id')
      .where('mote', '=', mote)
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow()
  ).id

/** Sends as a client would, from the team whose group Graph is asked about. */
function trykk(hvem: Hvem, verb: string, data: Record<string, unknown>): Promise<Skjerm> {
  const person = som(hvem)
  const her = person.aktivitet(agenda.samtale, {})['channelData']
  const mer: Aktivitet = {
    channelData: {
      ...(typeof her === 'object' ? her : {}),
      team: { id: OVING.team.id, aadGroupId: OVING.team.aadGroupId },
    },
  }
  return person.sender(agenda, verb, data, mer)
}

/** A forløp of barnevernet's own unit, with a consent to all there is. */
async function nyttForlop(nonce: string): Promise<string> {
  await trykk('barnevern_mottak', 'forlop.opprett', {
    nonce,
    skole: OVING.skole.id,
    rutine: 'bekymringsmelding',
    melding: '2026-12-07',
  })
  const [sak = ''] = (
    await db().selectFrom('sak').select('id').where('slag', '=', 'forlop').orderBy('meldt', 'desc').execute()
  )
    .map(rad => rad.id)
    .filter(id => !opprettet.has(id))
  opprettet.add(sak)
  const samtykke = {
    ...ET_SAMTYKKE,
    ja1: ALLE_TJENESTER,
    sak,
    versjon: 0,
    nonce: `samtykke-${nonce}`,
    omfang: 'samarbeidsmote,skole_del2,tiltaksfasen',
    dato: '2026-12-01',
    gyldigTil: '2027-06-30',
    innhentetAv: ovingsId(FOLK.barnevern_mottak),
  }
  expect(skjermtekst(await trykk('barnevern_mottak', 'samtykke.registrer', samtykke))).toContain('registrert')
  return sak
}
const opprettet = new Set<string>()

async function flytt(sak: string, valg: string): Promise<void> {
  const svar = await trykk('barnevern_mottak', 'forlop.velg', {
    sak,
    valg,
    versjon: await forlopsversjon(sak),
  })
  expect(skjermtekst(svar)).toContain('Forløpet er flyttet videre.')
}
const forlopsversjon = async (sak: string) =>
  (await db().selectFrom('forlop').select('versjon').where('sak', '=', sak).executeTakeFirstOrThrow()).versjon

/** A school with somebody in each role, a meeting of each status, an open case with a consent, a name and tasks. */
beforeAll(async () => {
  b = await etTestbot({
    // A dialog leaves no trace on the card: what changes below, the handler did.
    skjema: 'dialog',
    graf: {
      teamgruppe: {
        erTeameier: async (gruppe, oid) => {
          if (grafFeiler) throw new Error('grafen svarer ikke')
          return gruppe === OVING.team.aadGroupId && oid === FOLK.teameier.oid
        },
        medlemmer: async () => [],
      },
      filmappe: apenFilmappe,
    },
  })
  const { tenant } = b.bot.ktx
  b.kobling.medlemmer(
    OVING.team.id,
    [...OVING.personer, ...Object.values(FOLK)].map(p => ({
      id: p.id,
      name: p.navn,
      aadObjectId: p.oid,
      tenantId: tenant,
    })),
  )
  for (const hvem of HVEM) {
    const person = ovingsId(FOLK[hvem])
    await db()
      .insertInto('person')
      .values({
        tenant,
        person,
        navn: FOLK[hvem].navn,
        konto: FOLK[hvem].id,
        service_url: b.kobling.serviceUrl,
        samtale: null,
      })
      .execute()
    if (hvem === 'fremmed' || hvem === 'teameier') continue
    await db()
      .insertInto('rolle')
      .values({
        tenant,
        skole: OVING.skole.id,
        person,
        rolle: ROLLE_TIL[hvem] ?? hvem,
        tjeneste: TJENESTE[hvem] ?? 'bv',
        enhet: hvem.startsWith('nabo_') ? 'Nabobydelen' : '',
      })
      .execute()
  }

  // Called off, and so far ahead that it can be taken back.
  await b.sara.skriver('/innsatsteam ny 17.12')
  await gaTil('2026-11-21T09:05')
  await b.sara.skriver('/innsatsteam avlys')
  await gaTil('2026-11-21T09:10')

  // Held and approved, with two tasks.
  await b.sara.skriver('/innsatsteam ny')
  await gaTil('2026-11-21T09:15')
  const godkjent = await moteDen('2026-11-27')
  agenda = await b.scene.agenda()
  const meldt = await trykk('eier', 'sak.meld', { ...EN_SAK, mote: godkjent, nonce: 'sak', fra: 'kort' })
  const ref = /meldt som Sak \d, (\w{4})/.exec(skjermtekst(meldt))?.[1] ?? ''
  const finn = (kjennemerke: string) =>
    db().selectFrom('sak').select('id').where('ref', '=', kjennemerke).executeTakeFirstOrThrow()
  const sak = (await finn(ref)).id
  const gul = (await finn('K7F3')).id
  for (const [id, ja1] of [
    [sak, ALLE_TJENESTER],
    [gul, ALLE_TJENESTER.replace(',oslohjelpa', '')],
  ]) {
    const samtykke = {
      ...ET_SAMTYKKE,
      ja1,
      sak: id,
      versjon: 0,
      nonce: `samtykke-${id}`,
      omfang: 'drofte_apent',
      dato: '2026-11-20',
      gyldigTil: '2027-06-30',
      innhentetAv: ovingsId(b.sara.person),
    }
    await b.sara.sender(agenda, 'samtykke.registrer', samtykke)
    await b.sara.sender(agenda, 'sak.apenhet', { sak: id, apen: true })
  }
  await b.sara.sender(agenda, 'oppsett.register', { pa: true })
  await b.sara.sender(agenda, 'oppsett.tillat-ord', { ord: 'Blåhaugen' })
  await b.sara.sender(agenda, 'ressurs.ta-bort', { ressurs: 'ressurs-2' })
  await b.sara.sender(agenda, 'identitet.lagre', { sak, navn: 'Øyvor Prøvenes' })

  async function holder(mote: string, da: string, tiltak: string[]) {
    await trykk('moteleder', 'mote.start', { mote, tjenester: ALLE_TJENESTER })
    const punkt = await punktI(mote, ref)
    for (const [nr, tekst] of tiltak.entries())
      await trykk('moteleder', 'mote.lagre', {
        punkt,
        nonce: `${mote}-${nr}`,
        versjon: nr + 1,
        oppsummering: 'Det går bedre i storefri nå.',
        tiltakTekst: tekst,
        ansvarlig: ovingsId(FOLK.ansvarlig),
        frist: '2026-12-31',
        da: nr === tiltak.length - 1 ? da : 'bli',
      })
    await trykk('moteleder', 'mote.avslutt', { mote })
    return punkt
  }
  await gaTil('2026-11-27T10:15')
  await holder(godkjent, 'viderefor', [
    'Ha en voksen i klubben klar.',
    'Ringe hjem på fredag.',
    'Høre med biblioteket.',
  ])
  await trykk('moteleder', 'referat.godkjenn', { mote: godkjent })

  // Held, with a draft that waits.
  await b.sara.skriver('/innsatsteam ny 4.12')
  await gaTil('2026-12-04T10:15')
  const utkast = await moteDen('2026-12-04')
  const punktUtkast = await holder(utkast, 'viderefor', ['Spørre klassen om hva som hjelper.'])

  // Going on, and one that is planned.
  await b.sara.skriver('/innsatsteam ny 8.12')
  await gaTil('2026-12-08T10:15')
  const igang = await moteDen('2026-12-08')
  await trykk('moteleder', 'mote.start', { mote: igang, tjenester: 'skole,bv,oslohjelpa' })
  await b.sara.skriver('/innsatsteam ny 11.12')
  await gaTil('2026-12-08T10:20')
  const planlagt = await moteDen('2026-12-11')
  agenda = await b.scene.agenda()
  await trykk('eier', 'sak.meld', {
    ...EN_SAK,
    apenhet: 'apen',
    mote: planlagt,
    nonce: 'igjen',
    tidligere: sak,
  })
  const [oppgave, ferdig, ledig] = await db()
    .selectFrom('oppgave')
    .select('id')
    .where('ansvarlig', '=', ovingsId(FOLK.ansvarlig))
    .orderBy('id')
    .execute()
  await trykk('ansvarlig', 'oppgave.gjort', { oppgave: ferdig?.id ?? '' })
  const { id: tiltakUtkast } = await db()
    .selectFrom('tiltak')
    .select('id')
    .where('punkt', '=', punktUtkast)
    .executeTakeFirstOrThrow()
  // And one whose owner has no role any longer.
  await db()
    .updateTable('oppgave')
    .set({ ansvarlig: ovingsId(FOLK.fremmed) })
    .where('id', '=', ledig?.id ?? '')
    .execute()
  // One family with a meeting that is called in, and one that both sides may call in for.
  const forlop = await nyttForlop('forlop')
  for (const valg of ['undersokes', 'avtalt']) await flytt(forlop, valg)
  const kaltInn = await trykk('barnevern_mottak', 'innkalling.kall-inn', {
    sak: forlop,
    type: 'oppstartsmote',
    nonce: 'oppstart',
    dato: '2026-12-15',
    klokke: '10:00',
    larer: 'med',
    deltakere: ovingsId(FOLK.invitert),
  })
  expect(skjermtekst(kaltInn)).toContain('er kalt inn')
  const itiltak = await nyttForlop('itiltak')
  await db()
    .updateTable('forlop')
    .set({ rutine: 'tiltak', steg: 'overforing' })
    .where('sak', '=', itiltak)
    .execute()
  await flytt(itiltak, 'presentert')
  await gaTil('2026-12-08T10:30')
  await gaTil('2026-12-08T10:40')
  ider = {
    planlagt,
    igang,
    utkast,
    godkjent,
    avlyst: await moteDen('2026-12-17'),
    sak,
    punkt: await punktI(planlagt, ref),
    punktIgang: await punktI(igang, ref),
    gulIgang: await punktI(igang, 'K7F3'),
    punktUtkast,
    tiltakUtkast,
    oppgave: oppgave?.id ?? '',
    ferdig: ferdig?.id ?? '',
    ledig: ledig?.id ?? '',
    ...(await apendorDager(b)),
    ...(await etArshjul(b)),
    forlop,
    forlopsmote: await moteDen('2026-12-15'),
    sjekkpunkt: (
      await db()
        .selectFrom('sjekkpunkt')
        .select('id')
        .where('sak', '=', forlop)
        .where('kode', '=', 'tilbakemelding_melder')
        .executeTakeFirstOrThrow()
    ).id,
    itiltak,
    ringes: await etForlop(b.bot.ktx, FOLK.avdelingsleder, FOLK.kontaktperson),
  }
  for (const hvem of HVEM) await etAbonnement(b, ovingsId(FOLK[hvem]))
  await b.send()
})
afterAll(() => b.stopp())

/** What would do it, if the right person pressed. */
function data(verb: string, hvem: Hvem, versjoner: Versjoner): Record<string, unknown> {
  const { planlagt, igang, utkast, godkjent, avlyst, sak, punkt, punktIgang, oppgave } = ider
  const { forlop, forlopsmote, itiltak } = ider
  const nonce = `${verb}-${hvem}`
  const tjeneste = hvem === 'sosialagent' ? { tjeneste: 'skole' } : {}
  const tekst = 'Vi kan stille med en voksen i storefri.'
  const alle: Record<string, Record<string, unknown>> = {
    'agenda.apne': { mote: planlagt },
    'agenda.tilbake': { mote: planlagt },
    'agenda.fornye': { mote: planlagt },
    'agenda.kommer': { mote: planlagt },
    'agenda.kommer-ikke': { mote: planlagt, kvittering: true },
    'agenda.angre-avlysning': { mote: avlyst, kvittering: true },
    'sak.skjema': { mote: planlagt },
    'sak.meld': { ...EN_SAK, mote: planlagt, nonce, ...tjeneste },
    'sak.endre-skjema': { punkt },
    'sak.endre': { ...EN_SAK, punkt, nonce, versjon: versjoner.sak, beskrivelse: tekst, apenhet: 'apen' },
    'sak.apenhet': { sak, apen: false },
    'sak.vis': { sak },
    'sak.slett-skjema': { sak },
    'sak.slett': { sak, arkivert: 'true' },
    'innsyn.lag': { sak },
    'identitet.vis': { sak },
    'identitet.skjema': { sak },
    'identitet.lagre': { sak, navn: 'Et annet oppdiktet navn' },
    'bidrag.skjema': { punkt },
    'bidrag.gi': { punkt, nonce, tekst, ...tjeneste },
    'tema.skjema': { mote: planlagt },
    'tema.meld': { mote: planlagt, nonce, tekst: 'Uro i garderoben etter gymtimene.' },
    'samtykke.skjema': { sak },
    'samtykke.registrer': {
      ...ET_SAMTYKKE,
      sak,
      nonce,
      versjon: versjoner.samtykke,
      omfang: 'drofte_apent',
      dato: '2026-12-01',
      gyldigTil: '2027-05-31',
      innhentetAv: ovingsId(b.sara.person),
    },
    'samtykke.trekk': { sak, tjeneste: 'ppt' },
    'samtykke.historikk': { sak },
    'samtykke.be-om': { sak },
    'mote.start': { mote: planlagt, likevel: true, tjenester: 'skole,bv' },
    'mote.steg': { mote: igang, steg: punktIgang },
    'rommet.skjema': { mote: igang },
    'rommet.lagre': { mote: igang, tjenester: 'skole' },
    'rommet.forlatt': { punkt: ider.gulIgang, tjenester: 'oslohjelpa' },
    'mote.lagre': { punkt: punktIgang, nonce, versjon: versjoner.punkt, oppsummering: tekst },
    'mote.fjern-tiltak': { punkt: ider.punktUtkast, tiltak: ider.tiltakUtkast },
    'mote.avslutt': { mote: igang },
    'referat.vis': { mote: godkjent },
    'referat.godkjenn': { mote: utkast },
    'referat.rettelse-skjema': { mote: godkjent },
    'referat.rettelse': { mote: godkjent, nonce, tekst: 'Det var onsdag, ikke tirsdag.' },
    'referat.last-ned': { mote: godkjent },
    'referat.lagre-fil': { mote: godkjent },
    'tekst.velg': { mote: godkjent },
    'tekst.fjern': { mote: godkjent, tekst: `sak:${sak}` },
    'oppgave.vis': { oppgave },
    'oppgave.tilbake': { oppgave },
    'oppgave.gjort': { oppgave },
    'oppgave.ikke-gjort': { oppgave },
    'oppgave.gjenapne': { oppgave: ider.ferdig },
    'oppgave.viderefor': { oppgave },
    'oppgave.utsett-skjema': { oppgave },
    'oppgave.utsett': { oppgave, nonce, frist: '2027-01-15' },
    'oppgave.hjelp': { oppgave },
    'oppgave.gi-skjema': { oppgave },
    'oppgave.gi': { oppgave, nonce, til: ovingsId(b.siri.person) },
    'oppgave.pause-skjema': { oppgave },
    'oppgave.pause': { oppgave, nonce, pause: 'uke' },
    'oppgaver.vis': {},
    'varsel.apne': {},
    'varsel.lagre': { nonce, pa: 'ja', klokke: '09:00', fra: '', til: '', vikar: '' },
    'varsel.i-morgen': {},
    'skoleoppgaver.vis': { skole: OVING.skole.id },
    'ledige.vis': { skole: OVING.skole.id },
    'ledige.fordel': {
      skole: OVING.skole.id,
      nonce,
      rader: [ider.ledig],
      folk: [ovingsId(b.siri.person)],
      til0: '0',
    },
    'apendor.vis': { apendag: ider.apendag },
    'apendor.liste': { apendag: ider.apendag },
    'apendor.meld-skjema': { apendag: ider.apendag },
    'apendor.meld': {
      apendag: ider.apendag,
      drofting: '00000000-0000-4000-8000-00000000d000',
      gruppe: 'larer',
      trinn: '5-7',
    },
    'apendor.trekk': { apendag: ider.apendag, drofting: ider.drofting },
    'apendor.uanmeldt': { apendag: ider.apendag, drofting: '00000000-0000-4000-8000-00000000d001' },
    'apendor.utfall': { apendag: ider.apendag, drofting: ider.drofting, versjon: 1, utfall: 'veiledet' },
    'apendor.sendt': { drofting: ider.meldt, versjon: 2, sendt: true },
    'apendor.angre': { drofting: ider.meldt, versjon: 2 },
    'apendor.avlys': { apendag: ider.fastdag },
    'apendor.angre-avlysning': { apendag: ider.avlystDag },
    'apendor.fast': { skole: OVING.skole.id, dato: '2027-01-14', klokke: '10:00', fast: 'trinnmote' },
    'forlop.har-ringt': { sak: ider.ringes },
    'forlop.kontakt-skjema': { sak: forlop },
    'forlop.kontakt': { sak: forlop, person: ovingsId(FOLK.avdelingsleder) },
    'forlop.liste': {},
    'forlop.nytt-skjema': {},
    'forlop.opprett': { nonce, skole: OVING.skole.id, rutine: 'aktiv_sak' },
    'forlop.vis': { sak: forlop },
    'forlop.valg-skjema': { sak: itiltak, versjon: versjoner.forlop, valg: 'trukket' },
    'forlop.velg': { sak: itiltak, versjon: versjoner.forlop, valg: 'trukket' },
    'forlop.avvik-skjema': { sak: forlop },
    'forlop.angre': { sak: itiltak },
    'forlop.kryss': { sak: forlop, sjekkpunkt: ider.sjekkpunkt, gjort: true },
    'innkalling.velg': {},
    'innkalling.skjema': { sak: itiltak, type: 'samarbeidsmote_tiltak' },
    'innkalling.kall-inn': {
      sak: itiltak,
      type: 'samarbeidsmote_tiltak',
      nonce,
      dato: '2026-12-16',
      klokke: '12:00',
      larer: 'med',
    },
    'sjekkliste.vis': { mote: forlopsmote },
    'sjekkliste.lagre': { mote: forlopsmote, gjort: 'forventninger' },
    'mote.sla-sammen': { mote: forlopsmote, slatt: true },
    'mote.syk-skjema': { mote: forlopsmote },
    'mote.avlys': { mote: forlopsmote, syk: 'bv' },
    'mote.flytt-skjema': { mote: forlopsmote },
    'mote.flytt': { mote: forlopsmote, dato: '2026-12-17', klokke: '13:00' },
    'oppsett.apne': {},
    'oppsett.skole-skjema': IKANALEN,
    'oppsett.skole': {
      ...IKANALEN,
      skole: OVING.skole.id,
      malform: 'nn',
      ukedag: 2,
      klokke: '08:00',
      uker: 2,
      minutter: 60,
    },
    'oppsett.roller': { ...IKANALEN, nonce, personer: [ovingsId(FOLK.fremmed)], r0: 'ppt' },
    'oppsett.kall-inn': { ...IKANALEN, dato: '2027-01-14' },
    'fjerning.behold': { team: OVING.team.id },
    'fjerning.slett-skjema': { team: OVING.team.id },
    'fjerning.slett': { team: OVING.team.id, arkivert: 'true' },
    'oppsett.gi-rolle': { person: ovingsId(FOLK.fremmed), rolle: 'ppt' },
    'oppsett.fjern-rolle': { hvem: ovingsId(b.siri.person), hvilken: 'sosialagent' },
    'oppsett.sluttet-skjema': { hvem: ovingsId(b.siri.person) },
    'oppsett.sluttet': { hvem: ovingsId(b.siri.person) },
    'oppsett.register': { pa: false },
    'oppsett.tillat-ord': { ord: 'Trollhaugen' },
    'oppsett.fjern-ord': { tillatt: 'blåhaugen' },
    'oppsett.status': {},
    'rutine.velg': {},
    'rutine.vis': { rutine: 'vold' },
    'meldeplikt.vis': { sak },
    'ressurs.vis': {},
    'ressurs.skjema': {},
    'ressurs.legg-til': {
      nonce,
      kategori: 'kurs',
      tittel: 'Kurs for nye i teamet',
      lenke: 'https://oving.example/kurs',
    },
    'ressurs.ta-bort': { ressurs: 'ressurs-1' },
    'ressurs.angre': { ressurs: 'ressurs-2' },
    'arshjul.vis': { skole: OVING.skole.id },
    'arshjul.lag': { skole: OVING.skole.id, skolear: 2026, skoletype: 'kombinert', endre: true },
    'arshjul.aktivitet': { aktivitet: ider.aktivitet },
    'arshjul.merk': { aktivitet: ider.aktivitet, status: 'gjort' },
    'arshjul.okt': { aktivitet: ider.kursrekke, okt: 1, status: 'gjort' },
    'arshjul.flytt-skjema': { aktivitet: ider.aktivitet },
    'arshjul.flytt': { aktivitet: ider.aktivitet, dato: '2027-01-14' },
    'arshjul.ny-skjema': { skole: OVING.skole.id },
    'arshjul.ny': {
      skole: OVING.skole.id,
      nonce,
      tittel: 'Felles temakveld',
      rolle: 'fagkonsulent',
      fra: '2027-01-14',
      til: '2027-01-20',
    },
    'arshjul.fridager': { skole: OVING.skole.id },
    'arshjul.fridag-ny': {
      skole: OVING.skole.id,
      nonce,
      navn: 'Planleggingsdag',
      fra: '2027-01-15',
      til: '',
    },
    'arshjul.fridag-fjern': { skole: OVING.skole.id, fridag: ider.fridag },
    'arshjul.kalender': { skole: OVING.skole.id },
    'arshjul.kalender-lenke': { skole: OVING.skole.id, slag: 'abonnement' },
    'arshjul.kalender-av': { skole: OVING.skole.id },
  }
  const denne = alle[verb]
  if (denne === undefined) throw new Error(`Ingen data for «${verb}»`)
  return denne
}

type Versjoner = { sak: number; samtykke: number; punkt: number; forlop: number }
async function versjoner(): Promise<Versjoner> {
  const hent = (tabell: 'sak' | 'punkt', id: string) =>
    db().selectFrom(tabell).select('versjon').where('id', '=', id).executeTakeFirstOrThrow()
  const samtykke = await db()
    .selectFrom('samtykke')
    .select('versjon')
    .where('sak', '=', ider.sak)
    .executeTakeFirstOrThrow()
  return {
    sak: (await hent('sak', ider.sak)).versjon,
    punkt: (await hent('punkt', ider.punktIgang)).versjon,
    samtykke: samtykke.versjon,
    forlop: await forlopsversjon(ider.itiltak),
  }
}

/** The tables that are not as they were, brought back row for row. */
async function tilbakeTil(rader: Record<string, string[]>, etter: Record<string, string[]>): Promise<void> {
  const endret = ulike(rader, etter)
  const inn = endret.map(
    tabell =>
      `insert into ${tabell} select * from jsonb_populate_recordset(null::${tabell}, $rad$[${rader[tabell]?.join(',')}]$rad$)`,
  )
  await somEier(b, medTommeTabeller(endret, inn))
}

/** A no is one sentence and a way on: nothing to fill in, and nothing of the case. */
const NEI =
  /^Bare [^.]+ (kan|leder)\b[^.]*\.|Bare en administrator kan gjøre oppsettet\.|^D[^.]* den andre parten som (svarer for|leder dette møtet)\.|^Siste steg kan bare angres samme dag/m

function lest(svar: Skjerm): string {
  const tekst = skjermtekst(svar)
  if (svar.tekst === FINNES_IKKE) return 'finnes-ikke'
  if (NEI.test(tekst) && felt(svar.kort).length === 0 && tekst.split('\n').length <= 3) return 'nei'
  const feil =
    /Denne knappen virker ikke|Noe gikk galt|^ *(Ikke lagret|Skriv |Velg |Fristen for innspill er ute\.|Møtet er (?:avlyst(?!\. Barnevernet)|ikke|allerede)|Referatet er godkjent og låst\. Legg|Det er ikke noe samtykke|Lampen blir ikke|Oppfølgingen er allerede)/m.exec(
      tekst.split('\n').slice(0, 2).join('\n'),
    )
  return feil === null ? 'ja' : `feil: ${tekst.slice(0, 120)}`
}

describe('tabellen', () => {
  it('har nøyaktig hvert verb og hver rolle, og hvert svar er ett av tre', () => {
    expect([...VERBENE].sort()).toEqual([...VERB].sort())
    expect([...ROLLENE].sort()).toEqual([...ROLLER].sort())
    for (const verb of VERBENE)
      for (const hvem of HVEM) expect(['ja', 'nei', 'finnes-ikke']).toContain(ventet(verb, hvem))
    for (const verb of VISER) expect(VERBENE).toContain(verb)
    // Nobody sees a case as administrator, and a stranger gets nothing done.
    const egne = ['oppgaver.vis', 'forlop.liste', 'innkalling.velg']
    for (const verb of VERBENE.filter(
      v => !/^(oppsett|fjerning|rutine|ressurs|meldeplikt)\./.test(v) && !egne.includes(v),
    ))
      for (const hvem of ['administrator', 'fremmed', 'teameier'] as const)
        expect(ventet(verb, hvem), `${verb}, ${hvem}`).toBe('finnes-ikke')
  })
})

describe('hvert verb som hver rolle', () => {
  it.each(VERBENE)('%s', async verb => {
    const for_ = await alleRader(b)
    const tall = await versjoner()
    const sagt: Record<string, string> = {}
    const uendret: string[] = []
    for (const hvem of HVEM) {
      const svar = await trykk(hvem, verb, data(verb, hvem, tall))
      expect(svar.status).toBe(200)
      sagt[hvem] = lest(svar)
      if (sagt[hvem] !== 'ja') continue
      await b.send()
      const etter = await alleRader(b)
      const endret = ulike(for_, etter).length > 0
      if (!endret && !VISER.includes(verb)) uendret.push(hvem)
      if (endret) await tilbakeTil(for_, etter)
    }
    expect(sagt).toEqual(Object.fromEntries(HVEM.map(hvem => [hvem, ventet(verb, hvem)])))
    expect(uendret, 'et ja som ikke gjorde noe').toEqual([])
    // Every yes has been taken back: what is left of a change, a no has made.
    await b.send()
    expect(await alleRader(b)).toEqual(for_)
  })
})

describe('ingen gir seg selv en rolle', () => {
  const rollene = () =>
    db().selectFrom('rolle').select(['person', 'rolle']).orderBy('person').orderBy('rolle').execute()
  const gi = (hvem: Hvem, til: Ovingsperson, rolle: string) =>
    trykk(hvem, 'oppsett.gi-rolle', { person: ovingsId(til), rolle })

  it('hverken en administrator eller den som eier teamet, uansett hvilken', async () => {
    const for_ = await rollene()
    for (const hvem of ['administrator', 'teameier'] as const) {
      const kort = await trykk(hvem, 'oppsett.apne', {})
      expect(JSON.stringify(felt(kort.kort).find(f => f.id === 'person')?.valg)).not.toContain(
        ovingsId(FOLK[hvem]),
      )
      for (const rolle of ['rektor', 'sosiallarer', 'ppt'])
        expect(skjermtekst(await gi(hvem, FOLK[hvem], rolle)), hvem).toContain(
          'Du kan ikke gi deg selv en rolle.',
        )
    }
    // The first administrator, whom the setting names, is no exception.
    expect(
      skjermtekst(
        await b.sara.sender(agenda, 'oppsett.gi-rolle', { person: ovingsId(b.sara.person), rolle: 'rektor' }),
      ),
    ).toContain('Du kan ikke gi deg selv en rolle.')
    expect(await rollene()).toEqual(for_)
  })

  it('og ikke en annen skrivemåte av den samme personen', async () => {
    const for_ = await rollene()
    for (const person of [
      ovingsId(FOLK.teameier).toUpperCase(),
      ` ${ovingsId(FOLK.teameier)}`,
      FOLK.teameier.oid,
    ])
      expect(skjermtekst(await trykk('teameier', 'oppsett.gi-rolle', { person, rolle: 'rektor' }))).toMatch(
        /Du kan ikke gi deg selv en rolle|Velg fra listen/,
      )
    expect(await rollene()).toEqual(for_)
  })
})

describe('den som eier teamet', () => {
  const rollerTil = async (p: Ovingsperson) =>
    (await db().selectFrom('rolle').select('rolle').where('person', '=', ovingsId(p)).execute()).map(
      r => r.rolle,
    )

  it('gir og tar roller, men aldri administrators', async () => {
    const for_ = await alleRader(b)
    const kort = await trykk('teameier', 'oppsett.apne', {})
    expect(
      felt(kort.kort)
        .find(f => f.id === 'rolle')
        ?.valg?.map(v => v.verdi),
    ).not.toContain('administrator')
    for (const [verb, inn] of [
      ['oppsett.gi-rolle', { person: ovingsId(FOLK.fremmed), rolle: 'administrator' }],
      ['oppsett.fjern-rolle', { hvem: ovingsId(FOLK.administrator), hvilken: 'administrator' }],
      [
        'oppsett.roller',
        { ...IKANALEN, nonce: 'a', personer: [ovingsId(FOLK.fremmed)], r0: 'administrator' },
      ],
      ['oppsett.register', { pa: false }],
      ['oppsett.tillat-ord', { ord: 'Trollhaugen' }],
      ['oppsett.fjern-ord', { tillatt: 'blåhaugen' }],
    ] as const)
      expect(skjermtekst(await trykk('teameier', verb, inn)), verb).toContain('Bare en administrator')
    expect(await alleRader(b)).toEqual(for_)
    await trykk('teameier', 'oppsett.gi-rolle', { person: ovingsId(FOLK.fremmed), rolle: 'bup' })
    expect(await rollerTil(FOLK.fremmed)).toEqual(['bup'])
    await trykk('teameier', 'oppsett.fjern-rolle', { hvem: ovingsId(FOLK.fremmed), hvilken: 'bup' })
    expect(await rollerTil(FOLK.fremmed)).toEqual([])
    expect(
      (
        await db()
          .selectFrom('logg')
          .select('kode')
          .where('person', '=', ovingsId(FOLK.teameier))
          .orderBy('nr')
          .execute()
      ).map(l => l.kode),
    ).toEqual(['rolle-gitt-bup', 'rolle-fjernet-bup'])
  })

  it('er det bare der Graph sier det: i et annet team, uten gruppe, eller når Graph ikke svarer, er hun en fremmed', async () => {
    const eier = som('teameier')
    const team = (gruppe: string | undefined): Aktivitet => ({
      channelData: {
        tenant: { id: OVING.tenant },
        team: { id: OVING.team.id, ...(gruppe === undefined ? {} : { aadGroupId: gruppe }) },
        channel: { id: OVING.kanal.id },
      },
    })
    await b.send()
    const for_ = await alleRader(b)
    const inn = { person: ovingsId(FOLK.fremmed), rolle: 'rektor' }
    for (const gruppe of [undefined, '0e000000-0000-4000-8000-0000000000ee'])
      expect(skjermtekst(await eier.sender(agenda, 'oppsett.gi-rolle', inn, team(gruppe)))).toContain(
        'Bare en administrator kan gjøre oppsettet.',
      )
    grafFeiler = true
    try {
      for (const verb of ['oppsett.apne', 'oppsett.gi-rolle', 'oppsett.fjern-rolle', 'oppsett.register'])
        expect(
          skjermtekst(await trykk('teameier', verb, data(verb, 'teameier', await versjoner()))),
          verb,
        ).toContain('Bare en administrator kan gjøre oppsettet.')
    } finally {
      grafFeiler = false
    }
    // Somebody from another tenant with the same object id is not who Graph means.
    const gjest = { from: { id: '29:x', name: 'x', aadObjectId: FOLK.teameier.oid, tenantId: 'annen' } }
    expect(
      skjermtekst(
        await eier.sender(agenda, 'oppsett.gi-rolle', inn, { ...team(OVING.team.aadGroupId), ...gjest }),
      ),
    ).toBe(FINNES_IKKE)
    expect(await alleRader(b)).toEqual(for_)
  })
})
