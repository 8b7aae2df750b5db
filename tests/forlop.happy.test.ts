import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { skjermtekst } from '../src/demo/scene.ts'
import { apner, iChat } from './bygg/chat.ts'
import {
  avslutter,
  BARE_AVSLUTTENDE,
  type EtForlop,
  etForlop,
  etInnkaltForlopsmote,
  forlopet,
  holder,
  iChatten,
  kallerInn,
  krysser,
  listen,
  MELDT,
  NESTE,
  samtykker,
  sjekkpunkter,
  starter,
  titler,
  underUndersokelse,
  velger,
} from './bygg/forlop.ts'
import { fraNaAv, somTekst, taVare } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

describe('rutine 1', () => {
  let b: Testbot
  let f: EtForlop
  let tilbake: () => Promise<void>
  beforeAll(async () => {
    b = await etTestbot()
    f = await underUndersokelse(b)
    tilbake = await taVare(b)
  })
  beforeEach(() => tilbake())
  afterAll(() => b.stopp())

  it('fører fra melding til undersøkelse, med fristene talt fra meldingen', async () => {
    const nytt = await etForlop(b, 'bekymringsmelding', b.frida, { melding: '2026-11-30' })
    expect(skjermtekst(await forlopet(b.frida, nytt))).toContain('Frist mandag 7. desember')
    const ringes = skjermtekst(await velger(b.frida, nytt, 'Meldingen undersøkes'))
    expect(ringes).toContain('Ring sosiallærer: forbered møtet og avtal tid')
    expect(ringes).toContain('Frist mandag 14. desember')
    const her = skjermtekst(await forlopet(b.frida, f))
    expect(her).toContain('Barnevernet undersøker')
    // A week to assess the melding of 20 November, and three months.
    expect(her).toContain('Frist lørdag 27. februar')
    expect(sjekkpunkter(await forlopet(b.frida, f))).toEqual([
      '☐ Journalfør etter egen lov, oppstartsmøte Venter på skolen · Frist tirsdag 8. desember',
      '☐ Journalfør etter egen lov, oppstartsmøte Frist tirsdag 8. desember  [Gjort]',
      '☐ Send referatet, oppstartsmøte Frist tirsdag 8. desember  [Gjort]',
      '☐ Skriftlig tilbakemelding til melder Frist fredag 11. desember  [Gjort]',
    ])
  })

  it('henlagt: avsluttende møte med foreldrenes ja til det ene møtet, så følger skolen opp til den er ferdig', async () => {
    const kort = await velger(b.frida, f, 'Saken henlegges')
    expect(skjermtekst(kort)).toContain('Hold avsluttende møte')
    expect(sjekkpunkter(kort).join()).toContain(
      'Skriftlig tilbakemelding til melder etter undersøkelsen Frist tirsdag 22. desember',
    )
    const uten = await kallerInn(b.frida, f, 'avsluttende_henlagt', { dato: '2026-12-08' })
    expect(skjermtekst(uten)).toContain('Foreldrene har ikke samtykket til dette møtet.')
    await samtykker(b.frida, f, BARE_AVSLUTTENDE)
    await holder(b, f, 'avsluttende_henlagt', { felt: { dato: '2026-12-08' } })
    const hosSara = await forlopet(b.sara, f)
    expect(skjermtekst(hosSara)).toContain('Skolen følger opp eleven videre')
    expect(titler(await forlopet(b.frida, f))).not.toContain('Oppfølgingen er ferdig')
    const ferdig = await velger(b.sara, f, 'Oppfølgingen er ferdig')
    expect(skjermtekst(ferdig)).toContain('Avsluttet tirsdag 8. desember')
    expect(titler(ferdig)).not.toContain('Kall inn: Avsluttende møte')
  })

  it('henlagt uten undersøkelse: skolen følger opp straks', async () => {
    const nytt = await etForlop(b, 'bekymringsmelding')
    await velger(b.frida, nytt, 'Henlegges uten undersøkelse')
    expect(skjermtekst(await forlopet(b.rolf, nytt))).toContain('Skolen følger opp eleven videre')
  })

  it('nei til samarbeid: foreldrene kan likevel si ja til det ene møtet', async () => {
    await samtykker(b.frida, f, { ja1: '', nei1: 'skole', omfang: '', avsluttende: 'ja' })
    await velger(b.frida, f, 'Familien sier nei til samarbeid')
    await holder(b, f, 'avsluttende_henlagt', { felt: { dato: '2026-12-08' } })
    expect(skjermtekst(await forlopet(b.sara, f))).toContain('Skolen følger opp eleven videre')
  })

  it('tiltak åpnes først når samtykket er registrert, og fører til rutine 3', async () => {
    const for_ = await forlopet(b.frida, f)
    expect(titler(for_)).not.toContain('Tiltak, samtykke til samarbeid')
    expect(skjermtekst(for_)).toContain(
      'Senere: Tiltak, samtykke til samarbeid, når samtykke til det er registrert.',
    )
    const tvunget = await b.frida.sender(iChatten(b.frida), 'forlop.velg', {
      sak: f.sak,
      versjon: (await versjonen(b, f)) ?? 0,
      valg: 'tiltak',
      avvik: 'annet',
    })
    expect(skjermtekst(tvunget)).toContain('Dette kan ikke gjøres ennå. Når samtykke til det er registrert.')
    await samtykker(b.frida, f, { omfang: 'tiltaksfasen', avsluttende: 'ja' })
    await velger(b.frida, f, 'Tiltak, samtykke til samarbeid')

    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'avsluttende_samarbeid', { dato: '2026-12-08' })
    await starter(b, b.frida, mote)
    const mangler = await avslutter(b.frida, mote, { kontaktpunkt: 'resepsjon' })
    expect(skjermtekst(mangler)).toContain('Møtet kan ikke avsluttes uten dato for neste møte og en kontakt.')
    const utenKontakt = await avslutter(b.frida, mote, { ...NESTE, kontaktpunkt: 'ukjent' })
    expect(skjermtekst(utenKontakt)).toContain('Møtet kan ikke avsluttes uten')
    // What was filled in stands there still.
    expect(skjermtekst(utenKontakt)).toContain('2027-01-13')
    const helg = await avslutter(b.frida, mote, { ...NESTE, nesteDato: '2027-01-16' })
    expect(skjermtekst(helg)).toContain('Møtet kan ikke avsluttes uten')
    expect(skjermtekst(await avslutter(b.frida, mote, NESTE))).toContain('Møtet er avsluttet')

    const overfores = await forlopet(b.sara, f)
    expect(skjermtekst(overfores)).toContain('Fra undersøkelse til tiltak')
    expect(skjermtekst(overfores)).toContain('Ny kontaktperson ringer sosiallærer og presenterer seg')
    expect(skjermtekst(overfores)).toContain('Neste møte er avtalt til onsdag 13. januar')
    await velger(b.sara, f, 'Kontaktpersonen har ringt')
    const skjema = await b.frida.trykker(await forlopet(b.frida, f), 'Kall inn: Samarbeidsmøte')
    expect(skjermtekst(skjema)).toContain('2027-01-13')
  })

  it('særlige tilfeller: fristen blir seks måneder, og veiene videre er de samme', async () => {
    const kort = await velger(b.frida, f, 'Særlig tilfelle: seks måneder')
    expect(skjermtekst(kort)).toContain('Frist torsdag 27. mai')
    await velger(b.frida, f, 'Saken henlegges')
    expect(skjermtekst(await forlopet(b.sara, f))).toContain('Hold avsluttende møte')
  })

  it('foreldrene sier nei til møtet: møtet avlyses, og skolen informeres med to sjekkpunkter', async () => {
    await samtykker(b.frida, f, BARE_AVSLUTTENDE)
    await velger(b.frida, f, 'Saken henlegges')
    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'avsluttende_henlagt', { dato: '2026-12-08' })
    const kort = await velger(b.frida, f, 'Foreldrene sier nei til møtet')
    expect(skjermtekst(kort)).toContain('Informer skolen, og avklar om noe annet kan deles')
    expect(titler(kort)).not.toContain('Skolen er informert')
    const avlyst = await b.bot.ktx.db.selectFrom('mote').select('status').where('id', '=', mote).execute()
    expect(avlyst).toEqual([{ status: 'avlyst' }])
    await krysser(b.frida, f, 'Skolen er informert om at møtet ikke blir noe av')
    expect(titler(await forlopet(b.frida, f))).not.toContain('Skolen er informert')
    // The school cannot tick for barnevernet.
    const { id } = await sjekkpunktet(b, f, 'annen_informasjon')
    const avSara = await b.sara.sender(iChatten(b.sara), 'forlop.kryss', {
      sak: f.sak,
      sjekkpunkt: id,
      gjort: true,
    })
    expect(skjermtekst(avSara)).toContain('Dette er det den andre parten som svarer for.')
    await krysser(b.frida, f, 'Vurdert om annen informasjon kan deles')
    await velger(b.frida, f, 'Skolen er informert')
    expect(skjermtekst(await forlopet(b.sara, f))).toContain('Skolen følger opp eleven videre')
  })

  it('avvik: barnevernet går utenom møtet, og skolen får vite grunnen som en kategori', async () => {
    const nytt = await etForlop(b, 'bekymringsmelding')
    const kort = await velger(b.frida, nytt, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    const sendt = fraNaAv(b)
    const skjema = await b.frida.trykker(kort, 'Gå videre uten møtet')
    expect(titler(await forlopet(b.sara, nytt))).not.toContain('Gå videre uten møtet')
    const forbi = await b.frida.trykker(skjema, 'Gå videre', { valg: 'holdt', avvik: 'kapasitet' })
    expect(skjermtekst(forbi)).toContain('Barnevernet undersøker')
    await b.send()
    expect(somTekst(sendt(b.sara.chat))).toContain(`Forløp ${nytt.ref} går utenom rutinen. Grunn: kapasitet.`)
    expect(somTekst(sendt(b.frida.chat))).not.toContain('utenom rutinen')
    const hosSara = await b.sara.trykker(await iChat(b, b.sara, 'utenom rutinen'), 'Åpne')
    expect(skjermtekst(hosSara)).toContain('avvik: kapasitet')
  })

  it('siste steg kan angres samme dag av den som tok det, og ikke av andre', async () => {
    const kort = await velger(b.frida, f, 'Saken henlegges')
    expect(titler(await forlopet(b.sara, f))).not.toContain('Angre siste steg')
    const avSara = await b.sara.sender(iChatten(b.sara), 'forlop.angre', { sak: f.sak })
    expect(skjermtekst(avSara)).toContain('Siste steg kan bare angres samme dag')
    const angret = await b.frida.trykker(kort, 'Angre siste steg')
    expect(skjermtekst(angret)).toContain('Barnevernet undersøker')
    expect(sjekkpunkter(angret).join()).not.toContain('etter undersøkelsen')
    await velger(b.frida, f, 'Saken henlegges')
    b.settTid('2026-12-02T08:00')
    const dagenEtter = await b.frida.sender(iChatten(b.frida), 'forlop.angre', { sak: f.sak })
    expect(skjermtekst(dagenEtter)).toContain('Siste steg kan bare angres samme dag')
  })

  it('meldt av andre enn skolen: skolen ser det ikke før barnevernet skal ringe', async () => {
    const nytt = await etForlop(b, 'bekymringsmelding', b.frida, { melder: 'helsestasjon' })
    expect(skjermtekst(await forlopet(b.sara, nytt))).toContain('finnes ikke')
    expect(skjermtekst(await listen(b.sara))).not.toContain(nytt.ref)
    await velger(b.frida, nytt, 'Meldingen undersøkes')
    expect(skjermtekst(await listen(b.sara))).toContain(nytt.ref)
  })

  it('skolen kan ikke starte rutine 1, og ikke gå barnevernets steg', async () => {
    const liste = await apner(b, b.sara, '/forløp', 'forløp', 'Vis')
    const skjema = await b.sara.trykker(liste, 'Nytt forløp')
    expect(skjermtekst(skjema)).not.toContain('Bekymringsmelding')
    const { nonce } = nonceI(skjema)
    const svar = await b.sara.sender(skjema, 'forlop.opprett', {
      nonce,
      skole: 'fjordvik',
      rutine: 'bekymringsmelding',
      melding: MELDT,
    })
    expect(skjermtekst(svar)).toContain('Denne rutinen startes av barnevernet.')
    const forsok = await b.sara.sender(iChatten(b.sara), 'forlop.velg', {
      sak: f.sak,
      versjon: (await versjonen(b, f)) ?? 0,
      valg: 'henlegges',
    })
    expect(skjermtekst(forsok)).toContain('Barnevernet undersøker')
    expect(skjermtekst(forsok)).not.toContain('Hold avsluttende møte')
  })

  it('de som ikke har med forløpet å gjøre, ser det ikke', async () => {
    for (const hvem of [b.hege, b.siri, b.odd]) {
      expect(skjermtekst(await forlopet(hvem, f))).toContain('finnes ikke')
      expect(skjermtekst(await listen(hvem))).not.toContain(f.ref)
    }
  })
})

// Its SQL has a dialect of its own here and there.
describe('rutine 1 på PostgreSQL', () => {
  let b: Testbot
  beforeAll(async () => {
    b = await etTestbot({ motor: 'postgres' })
  })
  afterAll(() => b.stopp())

  it('går fra melding til samarbeidsmøte i tiltak', async () => {
    const f = await underUndersokelse(b)
    await samtykker(b.frida, f, { omfang: 'tiltaksfasen', avsluttende: 'ja' })
    await velger(b.frida, f, 'Tiltak, samtykke til samarbeid')
    await holder(b, f, 'avsluttende_samarbeid', { felt: { dato: '2026-12-08' }, slutt: NESTE })
    await velger(b.sara, f, 'Kontaktpersonen har ringt')
    const mote = await holder(b, f, 'samarbeidsmote_tiltak', {
      leder: b.sara,
      felt: { dato: '2027-01-13' },
    })
    const referat = await b.frida.trykker(
      await b.frida.sender(iChatten(b.frida), 'referat.vis', { mote }),
      'Godkjenn referatet',
    )
    expect(skjermtekst(referat)).toContain('Referatet er godkjent og låst.')
    expect(sjekkpunkter(await forlopet(b.frida, f)).join()).toContain(
      'Send referatet, samarbeidsmøte Frist onsdag 20. januar',
    )
  })

  it('to som kaller inn samtidig, får ett møte, og to som velger vei samtidig, tar ett steg', async () => {
    const f = await etForlop(b, 'bekymringsmelding', b.frida, { melding: MELDT })
    const kort = await velger(b.frida, f, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    const felt = { sak: f.sak, type: 'oppstartsmote', dato: '2027-02-02', klokke: '13:00', larer: 'med' }
    const kalt = await Promise.all(
      ['en', 'to'].map(nonce =>
        b.frida.sender(kort, 'innkalling.kall-inn', { ...felt, ungdom: 'under_15', nonce }),
      ),
    )
    expect(kalt.map(skjermtekst).filter(s => s.includes('er kalt inn tirsdag'))).toHaveLength(1)
    const versjon = await versjonen(b, f)
    const valgt = await Promise.all(
      ['sykdom', 'annet'].map(avvik =>
        b.frida.sender(kort, 'forlop.velg', { sak: f.sak, versjon, valg: 'holdt', avvik }),
      ),
    )
    expect(valgt.map(skjermtekst).filter(s => s.includes('er flyttet videre'))).toHaveLength(1)
    expect(valgt.map(skjermtekst).filter(s => s.includes('flyttet av en annen'))).toHaveLength(1)
  })
})

const nonceI = (skjerm: Parameters<typeof titler>[0]): { nonce: string } => {
  const [, nonce = ''] = /"nonce":"([^"]+)"/.exec(JSON.stringify(skjerm.kort)) ?? []
  return { nonce }
}

async function versjonen(b: Testbot, f: EtForlop): Promise<number | undefined> {
  const rad = await b.bot.ktx.db
    .selectFrom('forlop')
    .select('versjon')
    .where('sak', '=', f.sak)
    .executeTakeFirst()
  return rad?.versjon
}

async function sjekkpunktet(b: Testbot, f: EtForlop, kode: string): Promise<{ id: string }> {
  return b.bot.ktx.db
    .selectFrom('sjekkpunkt')
    .select('id')
    .where('sak', '=', f.sak)
    .where('kode', '=', kode)
    .executeTakeFirstOrThrow()
}
