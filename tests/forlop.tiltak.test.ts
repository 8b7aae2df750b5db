import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { skjermtekst } from '../src/demo/scene.ts'
import { iChat } from './bygg/chat.ts'
import {
  avslutter,
  BARE_AVSLUTTENDE,
  type EtForlop,
  etForlop,
  etInnkaltForlopsmote,
  forlopet,
  holder,
  iChatten,
  iTiltak,
  kallerInn,
  krysser,
  listen,
  motet,
  samtykker,
  sjekkpunkter,
  starter,
  titler,
  velger,
} from './bygg/forlop.ts'
import { fraNaAv, somTekst, taVare } from './bygg/rader.ts'
import { etTestbot, type Testbot } from './bygg/testbot.ts'

let b: Testbot
let f: EtForlop
let tilbake: () => Promise<void>
beforeAll(async () => {
  b = await etTestbot()
  f = await iTiltak(b)
  tilbake = await taVare(b)
})
beforeEach(() => tilbake())
afterAll(() => b.stopp())

const tekstFor = async (hvem: Testbot['sara'], her = f) => skjermtekst(await forlopet(hvem, her))

describe('samarbeidsmøtet i tiltaksfasen', () => {
  it('ledes av skolen, skrives og godkjennes av barnevernet, og sendes alle deltakere', async () => {
    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'samarbeidsmote_tiltak')
    expect(skjermtekst(await motet(b.sara, mote))).toContain(
      'Referatet sendes av: barnevernet til foreldrene, skolen og alle deltakere',
    )
    await starter(b, b.sara, mote)
    const hosSkolen = await avslutter(b.sara, mote)
    expect(titler(hosSkolen)).not.toContain('Godkjenn referatet')
    const forsok = await b.sara.sender(iChatten(b.sara), 'referat.godkjenn', { mote })
    expect(skjermtekst(forsok)).not.toContain('er godkjent og låst')
    const hosBv = await b.frida.sender(iChatten(b.frida), 'referat.vis', { mote })
    expect(skjermtekst(await b.frida.trykker(hosBv, 'Godkjenn referatet'))).toContain('er godkjent og låst')
    // It goes on: another one is called in from the same step.
    expect(titler(await forlopet(b.frida, f))).toContain('Kall inn: Samarbeidsmøte')
    expect(sjekkpunkter(await forlopet(b.frida, f)).join()).toContain('Send referatet')
    expect(sjekkpunkter(await forlopet(b.sara, f)).join()).toContain(
      'Send referatet, samarbeidsmøte Venter på barnevernet',
    )
  })

  it('kalles inn av skolen også, som da bestiller tolken', async () => {
    const svar = await kallerInn(b.sara, f, 'samarbeidsmote_tiltak', { tolk: 'true' })
    expect(skjermtekst(svar)).toContain('Samarbeidsmøte er kalt inn tirsdag 1. desember')
    expect(sjekkpunkter(svar).join()).toContain('Bestill tolk Frist tirsdag 24. november  [Gjort]')
    expect(sjekkpunkter(await forlopet(b.frida, f)).join()).toContain('Bestill tolk Venter på skolen')
    expect(skjermtekst(await iChat(b, b.frida, 'Samarbeidsmøte'))).toContain('Tolk: trengs')
  })

  it('krever foreldrenes samtykke, og ikke mindre fordi skolen ber om det', async () => {
    const saken = await b.sara.trykker(await forlopet(b.sara, f), 'Samtykke')
    await b.sara.trykker(saken, 'Trekk hele samtykket')
    const svar = await kallerInn(b.sara, f, 'samarbeidsmote_tiltak')
    expect(skjermtekst(svar)).toContain('Foreldrene har ikke samtykket til dette møtet.')
    expect(skjermtekst(svar)).toContain('13:00')
  })

  it('kan sosiallæreren melde at kontaktpersonen har ringt, men ikke at saken avsluttes', async () => {
    const nytt = await etForlop(b, 'tiltak')
    expect(await tekstFor(b.sara, nytt)).toContain('Ny kontaktperson ringer sosiallærer og presenterer seg')
    expect(titler(await forlopet(b.sara, nytt))).not.toContain('Barnevernet avslutter saken')
    await velger(b.sara, nytt, 'Kontaktpersonen har ringt')
    expect(await tekstFor(b.frida, nytt)).toContain('Hold samarbeidsmøter jevnlig')
  })
})

describe('sykdom', () => {
  it('ingen fra barnevernet kan komme: møtet avlyses, og barnevernet avtaler nytt', async () => {
    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'samarbeidsmote_tiltak')
    await b.send()
    const sendt = fraNaAv(b)
    const syk = await b.frida.trykker(await motet(b.frida, mote), 'Sykdom')
    expect(titler(syk)).toEqual(['Barnevernet må avlyse', 'Møtet holdes'])
    const svar = await b.frida.trykker(syk, 'Barnevernet må avlyse')
    expect(skjermtekst(svar)).toContain('Møtet er avlyst. Barnevernet avtaler nytt.')
    await b.send()
    expect(somTekst(sendt(b.sara.chat))).toContain('avlyst')
    expect(somTekst(sendt())).not.toMatch(/syk/i)
    expect(sjekkpunkter(await forlopet(b.frida, f))).toContain(
      '☐ Avtal nytt møte Frist fredag 27. november  [Gjort]',
    )
    expect(titler(await forlopet(b.frida, f))).toContain('Kall inn: Samarbeidsmøte')
    // Taken back, there is nothing to agree on.
    await b.frida.trykker(svar, 'Angre avlysningen')
    expect(sjekkpunkter(await forlopet(b.frida, f)).join()).not.toContain('Avtal nytt møte')
  })

  it('sykdom på skolen: skolen vurderer selv, og kaller inn på nytt om den avlyser', async () => {
    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'samarbeidsmote_tiltak')
    const avFrida = await b.frida.sender(iChatten(b.frida), 'mote.avlys', { mote, syk: 'skole' })
    expect(skjermtekst(avFrida)).toContain('Dette er det den andre parten som svarer for.')
    const syk = await b.sara.trykker(await motet(b.sara, mote), 'Sykdom')
    expect(skjermtekst(await b.sara.trykker(syk, 'Møtet holdes'))).toContain('Samarbeidsmøte i tiltaksfasen')
    const svar = await b.sara.trykker(syk, 'Skolen må avlyse')
    expect(skjermtekst(svar)).toContain('Møtet er avlyst. Skolen kaller inn på nytt.')
    expect(sjekkpunkter(await forlopet(b.sara, f))).toContain(
      '☐ Avtal nytt møte Frist fredag 27. november  [Gjort]',
    )
    expect(titler(await forlopet(b.sara, f))).toContain('Kall inn: Samarbeidsmøte')
  })

  it('et møte bare barnevernet kaller inn, er det barnevernet som avtaler på nytt, også når skolen er syk', async () => {
    const nytt = await etForlop(b, 'bekymringsmelding')
    await velger(b.frida, nytt, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
    const mote = await etInnkaltForlopsmote(b, b.frida, nytt, 'oppstartsmote', { ungdom: 'under_15' })
    const syk = await b.sara.trykker(await motet(b.sara, mote), 'Sykdom')
    expect(skjermtekst(await b.sara.trykker(syk, 'Skolen må avlyse'))).toContain('Barnevernet avtaler nytt.')
    expect(sjekkpunkter(await forlopet(b.frida, nytt)).join()).toContain('Avtal nytt møte Frist')
  })
})

describe('samtykket trekkes', () => {
  it('et møte som er kalt inn, avlyses straks, og kan ikke hentes tilbake uten nytt samtykke', async () => {
    const mote = await etInnkaltForlopsmote(b, b.frida, f, 'samarbeidsmote_tiltak')
    await b.send()
    const sendt = fraNaAv(b)
    await b.sara.trykker(await b.sara.trykker(await forlopet(b.sara, f), 'Samtykke'), 'Trekk hele samtykket')
    await b.send()
    expect(somTekst(sendt(b.frida.chat))).toContain('avlyst')
    expect(skjermtekst(await motet(b.frida, mote))).toContain('Møtet er avlyst.')
    const angret = await b.frida.trykker(await motet(b.frida, mote), 'Angre avlysningen')
    expect(skjermtekst(angret)).toContain('Avlysningen kan ikke angres lenger.')
    await samtykker(b.frida, f, { omfang: 'tiltaksfasen' })
    await b.frida.trykker(await motet(b.frida, mote), 'Angre avlysningen')
    expect(skjermtekst(await motet(b.frida, mote))).not.toContain('Møtet er avlyst.')
  })

  it('foreldrene sier ja til ett avsluttende møte, som barnevernet holder, og forløpet er over', async () => {
    await samtykker(b.frida, f, { ja1: '', nei1: 'skole', omfang: '', avsluttende: 'ja' })
    await velger(b.sara, f, 'Samtykket er trukket')
    expect(await tekstFor(b.frida)).toContain('Spør foreldrene om ja til ett avsluttende møte')
    const uten = await kallerInn(b.frida, f, 'avslutning_samtykke_trukket', { familie: '' })
    expect(skjermtekst(uten)).toContain('Kryss av om foreldrene er med.')
    await holder(b, f, 'avslutning_samtykke_trukket')
    expect(await tekstFor(b.frida)).toContain('Avsluttet tirsdag 1. desember')
    expect(sjekkpunkter(await forlopet(b.frida, f)).join()).toContain('Skriftlig tilbakemelding til melder')
    // It stays on the list for as long as something is to be done.
    expect(skjermtekst(await listen(b.frida))).toContain(f.ref)
    await krysser(b.frida, f, 'Journalfør')
    await krysser(b.frida, f, 'Send referatet')
    await krysser(b.frida, f, 'Skriftlig tilbakemelding')
    expect(skjermtekst(await listen(b.frida))).not.toContain(f.ref)
  })

  it('sier de nei også til møtet, informeres skolen, og da er forløpet over', async () => {
    await velger(b.frida, f, 'Samtykket er trukket', 'Foreldrene sier nei til møtet')
    await krysser(b.frida, f, 'Skolen er informert')
    await krysser(b.frida, f, 'Vurdert om annen')
    await velger(b.frida, f, 'Skolen er informert')
    expect(await tekstFor(b.sara)).toContain('Avsluttet lørdag 21. november')
  })

  it('samtykker de likevel, går samarbeidet videre; uten at det er registrert, gjør det ikke det', async () => {
    await b.frida.trykker(
      await b.frida.trykker(await forlopet(b.frida, f), 'Samtykke'),
      'Trekk hele samtykket',
    )
    await velger(b.frida, f, 'Samtykket er trukket')
    expect(titler(await forlopet(b.frida, f))).not.toContain('Foreldrene samtykker likevel')
    await samtykker(b.frida, f, { omfang: 'tiltaksfasen' })
    await velger(b.frida, f, 'Foreldrene samtykker likevel')
    expect(await tekstFor(b.sara)).toContain('Hold samarbeidsmøter jevnlig')
  })
})

describe('barnevernet avslutter saken', () => {
  it('holder avslutningsmøtet med foreldrenes ja, og forløpet er over', async () => {
    await velger(b.frida, f, 'Barnevernet avslutter saken')
    await samtykker(b.frida, f, BARE_AVSLUTTENDE)
    const mote = await holder(b, f, 'avslutning_sak')
    expect(await tekstFor(b.sara)).toContain('Avsluttet tirsdag 1. desember')
    expect(titler(await forlopet(b.frida, f))).not.toContain('Barnevernet avslutter saken')
    // Over or not, the referat is read.
    expect(skjermtekst(await b.sara.sender(iChatten(b.sara), 'referat.vis', { mote }))).toContain('Referat')
    expect(
      skjermtekst(await kallerInn(b.frida, f, 'avslutning_sak').catch(() => forlopet(b.frida, f))),
    ).not.toContain('er kalt inn')
  })
})

describe('rutine 4: ny melding i en sak som er kjent', () => {
  const nyMelding = (hvem = b.sara) => etForlop(b, 'aktiv_sak', hvem)

  it('skolen starter den, også fra et samarbeid som er i gang', async () => {
    await velger(b.sara, f, 'Ny bekymring: skal det meldes?')
    expect(await tekstFor(b.frida)).toContain('Er det samtykke til samarbeid?')
    expect(await tekstFor(b.sara)).toContain('Ny melding i kjent, aktiv sak')
    await velger(b.sara, f, 'Ja: drøft med kontaktpersonen', 'Ikke grunn til å melde nå')
    expect(await tekstFor(b.sara)).toContain('Hold samarbeidsmøter jevnlig')
  })

  it('ja til samarbeid kan bare velges når samtykket er registrert', async () => {
    const nytt = await nyMelding()
    expect(titler(await forlopet(b.sara, nytt))).not.toContain('Ja: drøft med kontaktpersonen')
    await samtykker(b.sara, nytt, { omfang: 'tiltaksfasen' })
    await velger(b.sara, nytt, 'Ja: drøft med kontaktpersonen')
    expect(await tekstFor(b.sara, nytt)).toContain('Drøft med kontaktpersonen, og vurder meldeplikten')
  })

  it('uten samtykke drøftes det anonymt med mottak, og uten melding er forløpet over', async () => {
    const nytt = await nyMelding()
    await velger(b.sara, nytt, 'Nei: drøft anonymt med mottaket')
    expect(titler(await forlopet(b.frida, nytt))).not.toContain('Ikke grunn til å melde nå')
    await velger(b.sara, nytt, 'Ikke grunn til å melde nå')
    expect(await tekstFor(b.sara, nytt)).toContain('Avsluttet lørdag 21. november')
  })

  it('når skolen har meldt, vurderer barnevernet innen en uke, og en ny undersøkelse følger rutine 1', async () => {
    const nytt = await nyMelding()
    const kort = await velger(b.sara, nytt, 'Nei: drøft anonymt med mottaket')
    const skjema = await b.sara.trykker(kort, 'Skolen har meldt')
    const framtid = await b.sara.trykker(skjema, 'Gå videre', { dato: '2026-11-24' })
    expect(skjermtekst(framtid)).toContain('Dagen for meldingen kan ikke være fram i tid.')
    await b.sara.trykker(framtid, 'Gå videre', { dato: '2026-11-19' })
    const hosBv = await forlopet(b.frida, nytt)
    expect(skjermtekst(hosBv)).toContain('Vurder den nye meldingen')
    expect(skjermtekst(hosBv)).toContain('Frist torsdag 26. november')
    expect(sjekkpunkter(hosBv)).toEqual([
      '☐ Skriftlig tilbakemelding til melder Frist torsdag 10. desember  [Gjort]',
    ])
    await velger(b.frida, nytt, 'Ny undersøkelse')
    expect(await tekstFor(b.sara, nytt)).toContain('Ring sosiallærer: forbered møtet og avtal tid')
  })

  it('informasjon i aktiv sak: møtet holdes, og med samtykke går samarbeidet videre', async () => {
    const nytt = await meldt()
    await velger(b.frida, nytt, 'Informasjon i den aktive saken')
    await holder(b, nytt, 'gjennomgang_aktiv_sak')
    const kort = await forlopet(b.frida, nytt)
    expect(titler(kort)).not.toContain('Møtet holdt: ja til samarbeid')
    await samtykker(b.frida, nytt, { omfang: 'tiltaksfasen' })
    await velger(b.frida, nytt, 'Møtet holdt: ja til samarbeid')
    expect(await tekstFor(b.sara, nytt)).toContain('Hold samarbeidsmøter jevnlig')
  })

  it('samtykker de ikke, motiverer barnevernet, og står de ved sitt nei, kan de likevel få ett møte', async () => {
    const nytt = await meldt()
    await velger(b.frida, nytt, 'Informasjon i den aktive saken')
    await holder(b, nytt, 'gjennomgang_aktiv_sak')
    await velger(b.frida, nytt, 'Møtet holdt: nei til samarbeid')
    expect(await tekstFor(b.sara, nytt)).toContain('Snakk med foreldrene om hva samarbeid er godt for')
    expect(titler(await forlopet(b.sara, nytt))).not.toContain('Står ved nei, skolen vet det')
    const kort = await velger(b.frida, nytt, 'Står ved nei, skolen vet det')
    expect(skjermtekst(kort)).toContain('Spør foreldrene om ja til ett avsluttende møte')
    await b.frida.trykker(kort, 'Angre siste steg')
    await samtykker(b.frida, nytt, { omfang: 'tiltaksfasen' })
    await velger(b.frida, nytt, 'Foreldrene samtykker likevel')
    expect(await tekstFor(b.sara, nytt)).toContain('Hold samarbeidsmøter jevnlig')
  })

  /** The school has reported on Friday, after the anonymous talk with the mottak. */
  async function meldt(): Promise<EtForlop> {
    const nytt = await nyMelding()
    await velger(b.sara, nytt, 'Nei: drøft anonymt med mottaket', 'Skolen har meldt=2026-11-20')
    return nytt
  }
})
