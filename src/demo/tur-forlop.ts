import { ovingsId } from './ovingskommune.ts'
import { type Deltaker, type Skjerm, skjermtekst } from './scene.ts'
import { FINNES_IKKE, iChatten, KANAL, referansen, type Tur, valget } from './tur-steg.ts'

const NYTT = '2026-12-09T10:00'
const TELEFON = '2026-12-09T12:30'
const FORBERED = '2026-12-14T08:00'
const OPPSTART = '2026-12-15T13:00'
const ETTER_OPPSTART = '2026-12-15T14:30'
const SAMTYKKE = '2027-01-11T09:00'
const AVSLUTTENDE = '2027-01-18T13:00'
const NY_KONTAKT = '2027-01-22T09:00'

const MELDT = '2027-02-01T12:00'
const TREDELT = '2027-02-04T15:00'
const DAGEN_ETTER = '2027-02-05T10:00'
const SAMARBEIDSMOTE = '2027-02-05T13:00'
const HENLAGT = '2027-03-01T10:00'
const SISTE_MOTE = '2027-03-08T13:00'
const FULGT_OPP = '2027-03-15T09:00'

/** What would tell anybody who looks over a shoulder why the family and barnevernet meet. */
const HVORFOR = ['ekymring', 'elding', 'ndersøk', 'vold', 'overgrep', '3-delt']

/** Routine 1, from melding to measures: each meeting moves the forløp, and each side sees its own next right thing. */
export async function forlopEtt(tur: Tur): Promise<void> {
  const { sara, hege, frida } = tur.folk

  const nytt = await tur.steg(
    `${frida.navn} begynner et forløp`,
    async () => {
      const skjema = await tur.trykk(frida, await forlopene(tur, frida), 'Nytt forløp')
      const svar = await tur.trykk(frida, skjema, 'Opprett', {
        rutine: 'bekymringsmelding',
        melding: '2026-12-08',
        melder: 'skole',
      })
      tur.viser(frida, svar, {
        star: [/Forløp \w{4} er opprettet\./, 'Vurder meldingen', 'Frist tirsdag 15. desember'],
      })
      return svar
    },
    NYTT,
  )
  const ref = referansen(nytt)

  const avtalt = await tur.steg(
    `${frida.navn} har sjekklisten framme når hun ringer sosiallæreren`,
    async () => {
      const ring = await tur.trykk(frida, nytt, 'Meldingen undersøkes')
      tur.viser(frida, ring, { linjer: 7, star: ['Ring sosiallærer', 'Frist tirsdag 22. desember'] })
      const liste = await tur.trykk(frida, ring, 'Forberedelse')
      const spurt = ['Hva venter vi', 'Trengs det tolk?', 'Finn en tid']
      const lagret = await tur.trykk(frida, liste, 'Lagre', {
        gjort: spurt.map(punkt => valget(liste, 'gjort', punkt)).join(','),
      })
      tur.viser(frida, lagret, {
        linjer: 5,
        star: ['Forberedelsen er lagret.', '[x] Trengs det tolk?', '[ ] Hvem skal være med?'],
      })
      const tilbake = await tur.trykk(frida, lagret, 'Tilbake')
      return tur.trykk(frida, tilbake, 'Samtalen er holdt, tid er avtalt')
    },
    TELEFON,
  )

  await tur.steg(`${frida.navn} kaller inn til oppstartsmøtet`, async () => {
    const skjema = await tur.trykk(frida, avtalt, 'Kall inn: Oppstartsmøte')
    const svar = await tur.trykk(frida, skjema, 'Kall inn', {
      dato: '2026-12-15',
      klokke: '13:00',
      tolk: 'true',
      ungdom: 'under_15',
      larer: 'skjermet',
    })
    tur.viser(frida, svar, {
      linjer: 1,
      ogsa: [[/Bestill tolk/, 3]],
      star: ['Oppstartsmøte er kalt inn tirsdag 15. desember kl. 13.00', 'Bestill tolk'],
    })
    await kryss(tur, frida, svar, 'Bestill tolk')
  })

  const kort = await tur.steg('Kortet kommer til hver av dem, og ikke i kanalen', async () => {
    const saras = await tur.kom(sara.chat, 'Åpne agendaen')
    tur.viser(iChatten(sara), saras, {
      star: ['Oppstartsmøte', `Forløp ${ref}`, 'Tolk: trengs'],
      ikke: HVORFOR,
    })
    const fridas = await tur.kom(frida.chat, 'Åpne agendaen')
    tur.komIkke(KANAL)
    // A family's own meeting says neither what it is nor who else comes.
    tur.viser('I kalenderen står', await tur.kalenderen('2026-12-15'), {
      star: ['Møte, Fjordvik skole', 'skjult for hverandre'],
      ikke: ['Oppstartsmøte', 'barnevern', ref, ...HVORFOR],
    })
    const apnet = await tur.trykk(sara, saras, 'Åpne agendaen')
    tur.viser(sara, apnet, {
      linjer: 0,
      ogsa: [[/Del 1/, 7]],
      star: ['Del 1: sammen med skolen'],
      ikke: ['Del 2', 'planlegger videre'],
    })
    return { saras, fridas }
  })

  await tur.steg(`${hege.navn} er ikke invitert, og har ingen forløp`, async () => {
    await tur.skriv(hege, '/forløp', 'chat')
    tur.viser(iChatten(hege), await tur.kom(hege.chat), { star: ['Du har ingen forløp.'] })
    await tur.skriv(hege, `/sak ${ref}`, 'chat')
    tur.viser(iChatten(hege), await tur.kom(hege.chat), { star: [FINNES_IKKE] })
  })

  await tur.steg(
    `${sara.navn} får vite hva skolen skal gjøre før møtet`,
    async () => {
      const varsel = await tur.kom(sara.chat, 'Åpne')
      tur.viser(iChatten(sara), varsel, {
        star: [`Forløp ${ref}: Et sjekkpunkt har frist i dag.`],
      })
      const apnet = await tur.trykk(sara, varsel, 'Åpne')
      const gjort = await kryss(tur, sara, apnet, 'Snakk med kontaktlæreren før møtet')
      tur.viser(sara, gjort, {
        linjer: 1,
        ogsa: [[/Snakk med kontaktlæreren før/, 1]],
        star: ['☑ Snakk med kontaktlæreren før møtet'],
      })
    },
    FORBERED,
  )

  const tiltak = 'Ta imot eleven ved skoleporten tre dager i uka.'
  const utkast = await tur.steg(
    `${frida.navn} leder møtet`,
    async () => {
      const apnet = await tur.trykk(frida, kort.fridas, 'Åpne agendaen')
      tur.viser(frida, apnet, {
        linjer: 0,
        ogsa: [[/Del 2/, 5]],
        star: ['Del 2: barnevernet og foreldrene'],
      })
      const forste = await start(tur, frida, apnet)
      const resten = await tur.trykk(frida, forste, 'Lagre og neste', {
        oppsummering: 'Foreldrene kjente igjen det skolen fortalte.',
        tiltakTekst: tiltak,
        ansvarlig: ovingsId(sara.person),
        frist: '2026-12-18',
      })
      return tur.trykk(frida, await tur.blar(frida, resten, 'Lagre og neste'), 'Avslutt møtet')
    },
    OPPSTART,
  )

  await tur.steg(
    `${frida.navn} godkjenner referatet, og forløpet er flyttet videre`,
    async () => {
      const godkjent = await tur.trykk(frida, utkast, 'Godkjenn referatet')
      tur.viser(frida, godkjent, { linjer: 1, star: ['Referatet er godkjent og låst.', tiltak] })
      const oppgave = await tur.kom(sara.chat, 'Vis', 'Gjort')
      tur.viser(iChatten(sara), oppgave, {
        star: [`Du har fått en oppfølging i ${ref}, frist fredag 18. desember`, 'oppstartsmøte tirsdag 15.'],
      })
      tur.erUtenSakstekst(oppgave)
      let forlop = await apne(tur, frida, ref)
      tur.viser(frida, forlop, {
        linjer: 6,
        ogsa: [[/Journalfør/, 4]],
        star: [
          'Barnevernet undersøker',
          'Frist mandag 15. mars',
          /Send referatet, oppstartsmøte Frist tirsdag 22\. desember/,
        ],
      })
      for (const punkt of ['Journalfør', 'Send referatet', 'Skriftlig tilbakemelding'])
        forlop = await kryss(tur, frida, forlop, punkt)
      let saras = await apne(tur, sara, ref)
      for (const punkt of ['Snakk med kontaktlæreren etter', 'Journalfør'])
        saras = await kryss(tur, sara, saras, punkt)
    },
    ETTER_OPPSTART,
  )

  await tur.steg(
    'Foreldrene sier ja til samarbeid, og avsluttende møte kalles inn',
    async () => {
      const forlop = await apne(tur, frida, ref)
      tur.viser(frida, forlop, {
        linjer: 0,
        ogsa: [[/^Senere: /, 1]],
        star: ['Senere: Tiltak, samtykke til samarbeid, når samtykke til det er registrert.'],
      })
      const svar = await registrer(tur, frida, forlop, {
        fodt: '5.2015',
        omfang: 'samarbeidsmote,tiltaksfasen',
      })
      tur.viser(frida, svar, { linjer: 1, star: [`Samtykket for ${ref} er registrert.`] })
      const med = await tur.trykk(frida, svar, 'Til forløpet')
      const slutt = await tur.trykk(frida, med, 'Tiltak, samtykke til samarbeid')
      tur.viser(frida, slutt, { linjer: 7, star: ['Hold avsluttende møte og avtal neste samarbeidsmøte'] })
      const skjema = await tur.trykk(frida, slutt, 'Kall inn: Avsluttende møte')
      const kalt = await tur.trykk(frida, skjema, 'Kall inn', {
        dato: '2027-01-18',
        klokke: '13:00',
        larer: 'ikke_aktuelt',
      })
      tur.viser(frida, kalt, { linjer: 1, star: ['Avsluttende møte', 'mandag 18. januar kl. 13.00'] })
    },
    SAMTYKKE,
  )

  await tur.steg(
    'Møtet kan ikke avsluttes før det neste er avtalt',
    async () => {
      const forste = await start(tur, frida, await tur.kom(frida.chat, 'Åpne agendaen'))
      const siste = await tur.blar(frida, forste, 'Lagre og neste')
      const nektet = await tur.trykk(frida, siste, 'Avslutt møtet')
      tur.viser(frida, nektet, {
        linjer: 30,
        star: ['Møtet kan ikke avsluttes uten dato for neste møte og en kontakt.'],
      })
      const referat = await tur.trykk(frida, nektet, 'Avslutt møtet', {
        nesteDato: '2027-03-17',
        nesteKlokke: '13:00',
        kontaktpunkt: 'resepsjon',
      })
      await tur.trykk(frida, referat, 'Godkjenn referatet')
      let forlop = await apne(tur, frida, ref)
      tur.viser(frida, forlop, {
        linjer: 7,
        star: ['Ny kontaktperson ringer sosiallærer', 'Neste møte er avtalt til onsdag 17. mars kl. 13.00.'],
      })
      for (const punkt of ['Journalfør', 'Send referatet', 'Skriftlig tilbakemelding'])
        forlop = await kryss(tur, frida, forlop, punkt)
    },
    AVSLUTTENDE,
  )

  await tur.steg(
    `${sara.navn} bekrefter at den nye kontakten har ringt`,
    async () => {
      const liste = await forlopene(tur, sara)
      tur.viser(sara, liste, { star: [ref, 'Ny kontaktperson ringer sosiallærer'] })
      const forlop = await kryss(tur, sara, await apneFra(tur, sara, liste, ref), 'Journalfør')
      const svar = await tur.trykk(sara, forlop, 'Kontaktpersonen har ringt')
      tur.viser(sara, svar, { linjer: 7, star: ['Hold samarbeidsmøter jevnlig'] })
    },
    NY_KONTAKT,
  )
}

/** Routine 2, to its end: what the school may know, and when, is what the routine is about. */
export async function forlopTo(tur: Tur): Promise<void> {
  const { sara, rolf, frida } = tur.folk

  const nytt = await tur.steg(
    `${frida.navn} begynner et forløp som skolen ikke skal se ennå`,
    async () => {
      const skjema = await tur.trykk(frida, await forlopene(tur, frida), 'Nytt forløp')
      const svar = await tur.trykk(frida, skjema, 'Opprett', {
        rutine: 'vold',
        melding: '2027-02-01',
        melder: 'skole',
      })
      tur.viser(frida, svar, { linjer: 6, star: ['Vurder meldingen', 'Frist mandag 8. februar'] })
      return svar
    },
    MELDT,
  )
  const ref = referansen(nytt)

  await tur.steg('For skolen finnes det ikke', async () => {
    for (const hvem of [rolf, sara]) await finnesIkkeFor(tur, hvem, ref)
  })

  const tredelt = await tur.steg(`${frida.navn} avtaler dagen med ${sara.navn} alene`, async () => {
    const ring = await tur.trykk(frida, nytt, 'Meldingen undersøkes')
    tur.viser(frida, ring, { linjer: 6, star: ['Avtal tid med sosiallærer'] })
    tur.viser(sara, await forlopene(tur, sara), { linjer: 6, star: [ref, 'Venter på barnevernet'] })
    await finnesIkkeFor(tur, rolf, ref)
    const skjema = await tur.trykk(frida, ring, 'Tid er avtalt')
    const svar = await tur.trykk(frida, skjema, 'Gå videre', { dato: '2027-02-04' })
    tur.viser(frida, svar, { linjer: 6, star: ['Gjennomfør 3-delt', 'Frist torsdag 4. februar'] })
    return svar
  })

  const samtale = await tur.steg(
    '3-delt er gjennomført',
    async () => {
      const svar = await tur.trykk(frida, tredelt, '3-delt er gjennomført')
      tur.viser(frida, svar, {
        linjer: 6,
        star: ['Snakk med barnet dagen etter 3-delt, før møtet', 'Frist fredag 5. februar'],
      })
      return svar
    },
    TREDELT,
  )

  const saras = await tur.steg(
    'Dagen etter: Foreldrene sier ja, og nå kommer skolen med',
    async () => {
      const svar = await registrer(tur, frida, samtale, { fodt: '8.2016', omfang: 'samarbeidsmote' })
      await finnesIkkeFor(tur, rolf, ref)
      const med = await tur.trykk(frida, svar, 'Til forløpet')
      const ja = await tur.trykk(frida, med, 'Samtaler holdt: ja til møtet')
      const skjema = await tur.trykk(frida, ja, 'Kall inn: Samarbeidsmøte')
      const kalt = await tur.trykk(frida, skjema, 'Kall inn', {
        dato: '2027-02-05',
        klokke: '13:00',
        larer: 'ikke_aktuelt',
      })
      tur.viser(frida, kalt, { linjer: 1, star: ['Samarbeidsmøte', 'fredag 5. februar kl. 13.00'] })
      const kort = await tur.kom(sara.chat, 'Åpne agendaen')
      tur.viser(iChatten(sara), kort, { star: ['Samarbeidsmøte', `Forløp ${ref}`], ikke: HVORFOR })
      tur.komIkke(KANAL)
      tur.viser(rolf, await forlopene(tur, rolf), { linjer: 6, star: [ref] })
      return kort
    },
    DAGEN_ETTER,
  )

  const undersokelse = await tur.steg(
    'Samarbeidsmøtet er holdt, og barnevernet undersøker',
    async () => {
      const apnet = await tur.trykk(sara, saras, 'Åpne agendaen')
      tur.viser(sara, apnet, { linjer: 0, ogsa: [[/^ *1\. /, 7]], star: ['Felles plan'] })
      const forste = await start(tur, frida, await tur.kom(frida.chat, 'Åpne agendaen'))
      const siste = await tur.blar(frida, forste, 'Lagre og neste')
      await tur.trykk(frida, await tur.trykk(frida, siste, 'Avslutt møtet'), 'Godkjenn referatet')
      let forlop = await apne(tur, frida, ref)
      tur.viser(frida, forlop, { linjer: 6, star: ['Barnevernet undersøker'] })
      for (const punkt of ['Journalfør', 'Send referatet', 'Skriftlig tilbakemelding'])
        forlop = await kryss(tur, frida, forlop, punkt)
      await kryss(tur, sara, await apne(tur, sara, ref), 'Journalfør')
      return forlop
    },
    SAMARBEIDSMOTE,
  )

  const siste = await tur.steg(
    'Saken henlegges, og barnevernet må svare på om foreldrene er med',
    async () => {
      const slutt = await tur.trykk(frida, undersokelse, 'Saken henlegges')
      const skjema = await tur.trykk(frida, slutt, 'Kall inn: Avsluttende møte')
      const nektet = await tur.trykk(frida, skjema, 'Kall inn', {
        dato: '2027-03-08',
        klokke: '13:00',
        larer: 'ikke_aktuelt',
      })
      tur.viser(frida, nektet, {
        linjer: 3,
        ogsa: [[/Er foreldrene med/, 3]],
        star: ['Kryss av om foreldrene er med.'],
      })
      const kalt = await tur.trykk(frida, nektet, 'Kall inn', { familie: 'ja' })
      tur.viser(frida, kalt, { linjer: 1, star: ['mandag 8. mars kl. 13.00'] })
      return {
        saras: await tur.kom(sara.chat, 'Åpne agendaen'),
        fridas: await tur.kom(frida.chat, 'Åpne agendaen'),
      }
    },
    HENLAGT,
  )

  await tur.steg(
    `${frida.navn} starter møtet, og ${sara.navn} skriver referatet`,
    async () => {
      await start(tur, frida, siste.fridas)
      const sist = await tur.trykk(sara, siste.saras, 'Fortsett møtet')
      const forste = await tilForste(tur, sara, sist)
      const andre = await tur.trykk(sara, forste, 'Lagre og neste', {
        oppsummering: 'Skolen følger opp med faste samtaler ut året.',
      })
      const slutt = await tur.blar(sara, andre, 'Lagre og neste')
      const utkast = await tur.trykk(sara, slutt, 'Avslutt møtet')
      const svar = await tur.trykk(sara, utkast, 'Godkjenn referatet')
      tur.viser(sara, svar, { linjer: 5, star: ['Referatet er godkjent og låst.', 'Godkjent av Sara'] })
      const forlop = await apne(tur, sara, ref)
      tur.viser(sara, forlop, { linjer: 6, star: ['Skolen følger opp eleven videre'] })
      await kryss(tur, sara, await kryss(tur, sara, forlop, 'Journalfør'), 'Send referatet')
    },
    SISTE_MOTE,
  )

  await tur.steg(
    `${sara.navn} er ferdig med oppfølgingen`,
    async () => {
      const svar = await tur.trykk(sara, await apne(tur, sara, ref), 'Oppfølgingen er ferdig')
      tur.viser(sara, svar, { linjer: 5, star: ['Avsluttet mandag 15. mars'] })
      tur.viser(sara, await forlopene(tur, sara), { linjer: 2, star: ['Forløpene dine'], ikke: [ref] })
      tur.aldriSagt(/vold|overgrep/i)
    },
    FULGT_OPP,
  )
}

/** One's own list, as the command in the chat opens it. */
async function forlopene(tur: Tur, hvem: Deltaker): Promise<Skjerm> {
  await tur.skriv(hvem, '/forløp', 'chat')
  return tur.trykk(hvem, await tur.kom(hvem.chat, 'Vis'), 'Vis')
}

const apne = async (tur: Tur, hvem: Deltaker, ref: string) =>
  apneFra(tur, hvem, await forlopene(tur, hvem), ref)

function apneFra(tur: Tur, hvem: Deltaker, liste: Skjerm, ref: string): Promise<Skjerm> {
  const linjer = skjermtekst(liste).split('\n')
  const min = linjer.slice(linjer.findIndex(linje => linje.includes(ref)))
  const knapp = min.join('\n').match(/\[(Åpne)\]/)?.[1] ?? 'Åpne'
  return tur.trykk(hvem, liste, knapp, {}, { nr: foran(liste, knapp, ref), ved: ref })
}

/** Ticks a checkpoint of one's own. */
const kryss = (tur: Tur, hvem: Deltaker, forlop: Skjerm, punkt: string) =>
  tur.trykk(hvem, forlop, 'Gjort', {}, { nr: foran(forlop, 'Gjort', `☐ ${punkt}`), ved: punkt })

/** How many buttons of that name stand above the line that says `fra` (and, beside it, has one of its own). */
function foran(skjerm: Skjerm, knapp: string, fra: string): number {
  const linjer = skjermtekst(skjerm).split('\n')
  const har = (linje: string) => linje.includes(`[${knapp}]`)
  const mine = linjer.flatMap((linje, nr) => (linje.includes(fra) ? [nr] : []))
  const min = mine.find(nr => har(linjer[nr] ?? '')) ?? mine[0] ?? 0
  return linjer.slice(0, min).filter(har).length
}

/** From one's own view of the meeting to its first item. */
async function start(tur: Tur, hvem: Deltaker, kort: Skjerm): Promise<Skjerm> {
  const apnet = skjermtekst(kort).includes('[Start møtet]')
    ? kort
    : await tur.trykk(hvem, kort, 'Åpne agendaen')
  const rommet = await tur.trykk(hvem, apnet, 'Start møtet')
  return tilForste(tur, hvem, await tur.trykk(hvem, rommet, 'Bekreft og start'))
}

/** Past what is left from earlier meetings, where there is any. */
async function tilForste(tur: Tur, hvem: Deltaker, kort: Skjerm): Promise<Skjerm> {
  return skjermtekst(kort).includes('[Neste]') ? tur.trykk(hvem, kort, 'Neste') : kort
}

/** What both parents have answered to school and barnevern, and to the closing meeting. */
async function registrer(
  tur: Tur,
  hvem: Deltaker,
  forlop: Skjerm,
  svar: { fodt: string; omfang: string },
): Promise<Skjerm> {
  const skjema = await tur.trykk(hvem, await tur.trykk(hvem, forlop, 'Samtykke'), 'Registrer samtykke')
  return tur.trykk(hvem, skjema, 'Registrer samtykke', {
    foresatte: '2',
    ja1: 'skole,bv',
    ja2: 'skole,bv',
    avsluttende: 'ja',
    ...svar,
  })
}

async function finnesIkkeFor(tur: Tur, hvem: Deltaker, ref: string): Promise<void> {
  tur.viser(hvem, await forlopene(tur, hvem), { linjer: 2, star: ['Forløpene dine'], ikke: [ref] })
  await tur.skriv(hvem, `/sak ${ref}`, 'chat')
  tur.viser(iChatten(hvem), await tur.kom(hvem.chat), { star: [FINNES_IKKE] })
}
