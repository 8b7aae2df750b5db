import type { Demodeler } from './demo.ts'
import { ovingsId } from './ovingskommune.ts'
import type { Deltaker, Skjerm } from './scene.ts'
import { forlopEtt, forlopTo } from './tur-forlop.ts'
import { innsynOgSletting } from './tur-innsyn.ts'
import { enNySkole, NY_SKOLE } from './tur-installasjon.ts'
import { lekket } from './tur-leting.ts'
import { oppfolgingen } from './tur-oppfolging.ts'
import { lagPenn, type Tavle, terminal } from './tur-penn.ts'
import {
  Avvik,
  arsak,
  FINNES_IKKE,
  iChatten,
  KANAL,
  referansen,
  Stegfeil,
  startTur,
  type Tur,
  valget,
} from './tur-steg.ts'

/** A Thursday, eight days before the first meeting of the practice school's series. */
const START = '2026-11-19T13:00'
/** A working day before input closes, on Thursday 26 November at 12:00. */
const SPORSMAL = '2026-11-25T12:00'
const SAMTYKKE = '2026-11-25T14:00'
const DAGEN_FOR = '2026-11-26T14:00'
const MOTESTART = '2026-11-27T10:15'
const MIDT_I_MOTET = '2026-11-27T10:20'
const MOTESLUTT = '2026-11-27T11:40'
const ETTER_MOTET = '2026-11-27T11:45'
const OPPGAVEFRIST = '2026-12-04'

const NAVN_I_TEKST = 'Kari Nordmann'
const GRONN = '● Grønn: kan drøftes åpent'
const GUL = '▲ Gul: bare anonymt'

const iTeamet = (hvem: Deltaker) => `${hvem.person.fornavn} er i teamet, og ser mer på det samme kortet`

/**
 * `npm run demo -- --tur`: six people do the whole job through the bot's own HTTP endpoint, with a database in memory and a
 * clock that is moved. Prints what the bot sent or answered; 0 when every step did what it should, else 1 with the step named.
 */
export async function kjorTur(deler: Demodeler, tavle: Tavle = terminal()): Promise<number> {
  const stopp: (() => Promise<void>)[] = []
  const penn = lagPenn(tavle)
  try {
    const tur = await startTur({ ...deler, penn, start: START, stopp })
    penn.innledning()
    const sak = await forMotet(tur)
    await samtykket(tur)
    const oppgave = await iMotet(tur)
    await etterMotet(tur, sak, oppgave)
    await innsynOgSletting(tur, oppgave)
    await forlopEtt(tur)
    await forlopTo(tur)
    await letIAltSomErSendt(tur)
    const ny = await startTur({ ...deler, penn, start: NY_SKOLE, stopp, tom: true, etter: tur.antall })
    await enNySkole(ny)
    penn.slutt([`Alle ${ny.antall} steg gikk som de skulle.`])
    return 0
  } catch (feil) {
    penn.feil(feil instanceof Stegfeil ? feil.linjer : [`Omvisningen kom ikke i gang: ${arsak(feil)}`])
    return 1
  } finally {
    for (const slutt of stopp.reverse()) await slutt()
  }
}

/** What the nurse raised, and the reference of the case that goes on to the next meeting. */
type Sak = { ref: string; tekster: string[]; refTilNeste: string }

/** From the convening until two days before the meeting. */
async function forMotet(tur: Tur): Promise<Sak> {
  const { sara, rolf, siri, hege, frida, odd } = tur.folk

  await tur.steg(`${sara.navn} kaller inn til innsatsteam`, async () => {
    await tur.skriv(sara, '/innsatsteam ny')
    const postet = await tur.kom(KANAL, 'Meld sak')
    tur.viser('I kanalen kommer, likt for alle', postet, {
      linjer: 30,
      star: ['Fredag 27. november 2026 kl. 10.15–11.45', '1 sak', 'Siden sist: 3 åpne oppfølginger'],
      ikke: ['K7F3', 'Skolevegring', 'Gul'],
    })
    tur.viser(iTeamet(sara), await sara.ser(postet), {
      linjer: 0,
      ogsa: [[/^1 sak/, 2]],
      star: ['Sak 1 · K7F3', 'Skolevegring, mye fravær', GUL],
    })
  })

  await tur.steg('Møtet står i kalenderen', async () => {
    tur.viser('I kalenderen til dem som skal være med, står', await tur.kalenderen('2026-11-27'), {
      star: ['Innsatsteam, Fjordvik skole', 'Fredag 27. november kl. 10.15–11.45', 'Privat'],
      ikke: ['K7F3', 'Skolevegring', '1 sak'],
    })
  })

  await tur.steg(`${hege.navn} prøver å kalle inn selv`, async () => {
    await tur.skriv(hege, '/innsatsteam ny')
    tur.viser('I tråden hennes kommer', await tur.kom(KANAL), {
      star: ['Bare rektor (Rolf Rektor) og sosiallærer (Sara Sosiallærer) kan kalle inn'],
    })
  })

  const skrevet = `I friminuttene trekker ${NAVN_I_TEKST} seg unna, og sitter ofte alene på biblioteket.`
  const tekst = skrevet.replace(NAVN_I_TEKST, 'eleven')
  const sporsmal = 'Hvem kan være en trygg voksen å gå til i storefri?'
  const stoppet = await tur.steg(`${hege.navn} melder en sak, men skriver et navn`, async () => {
    const skjema = await tur.trykk(hege, tur.agenda(), 'Meld sak')
    const svar = await tur.trykk(hege, skjema, 'Send', {
      type: 'stottebehov',
      beskrivelse: skrevet,
      tattOpp: 'begge',
      sporsmal,
      borBidra: 'skole,bv',
    })
    tur.viser(hege, svar, {
      linjer: 5,
      ogsa: [
        [/^Kort beskrivelse/, 1],
        [/^\[Send\]/, 1],
      ],
      star: ['Ikke lagret.', 'kan være et navn', `Kort beskrivelse *: «${skrevet}»`, sporsmal],
    })
    return svar
  })

  const ref = await tur.steg(`${hege.navn} bytter ut navnet med ett trykk`, async () => {
    const sett = await tur.trykk(hege, stoppet, 'Erstatt med «eleven»')
    tur.viser(hege, sett, { linjer: 1, star: ['Erstattet 1 sted. Se over og send.'] })
    const svar = await tur.trykk(hege, sett, 'Send')
    tur.viser(hege, svar, { linjer: 1, star: [/Saken er meldt som Sak 2, \w{4}\./] })
    return referansen(svar)
  })

  const refTilNeste = await tur.steg(`${siri.navn} vil drøfte en sak åpent, uten samtykke`, async () => {
    const skjema = await tur.trykk(siri, tur.agenda(), 'Meld sak')
    const nektet = await tur.trykk(siri, skjema, 'Send', {
      tjeneste: 'bv',
      type: 'okonomi_bolig',
      apenhet: 'apen',
      beskrivelse: 'Familien må flytte før jul, og vet ikke om det blir skolebytte.',
      tattOpp: 'foreldre',
      onsker: 'Foreldrene ønsker at barna får gå ferdig skoleåret her.',
    })
    tur.viser(siri, nektet, {
      linjer: 1,
      ogsa: [
        [/^Drøftes/, 4],
        [/^\[Send\]/, 1],
      ],
      star: ['Det er ikke registrert gyldig samtykke', '(•) Anonymt', 'får gå ferdig skoleåret'],
    })
    const svar = await tur.trykk(siri, nektet, 'Meld anonymt')
    tur.viser(siri, svar, { linjer: 1, star: [/Saken er meldt som Sak 3, \w{4}\./] })
    return referansen(svar)
  })

  await tur.steg(`${frida.navn} leser saken og bidrar`, async () => {
    await tur.litt()
    const skjema = await tur.trykk(frida, tur.agenda(), 'Bidra', {}, { nr: 1, ved: 'Sak 2' })
    tur.viser(frida, skjema, {
      linjer: 11,
      ogsa: [[/^\[Send\]/, 1]],
      star: [`Bidra til Sak 2 · ${ref}`, tekst, sporsmal],
      ikke: [NAVN_I_TEKST],
    })
    const svar = await tur.trykk(frida, skjema, 'Send', {
      tekst: 'Vi kjenner til lignende situasjoner og kan gi råd uten å vite hvem det er.',
      tilbud: 'En time veiledning til de voksne som er ute i storefri.',
    })
    tur.viser(frida, svar, { linjer: 1, star: [`Bidraget ditt i ${ref} er lagret.`] })
  })

  await tur.steg(`${rolf.navn} kommer, ${siri.navn} kommer ikke`, async () => {
    const rolfs = await tur.trykk(rolf, tur.agenda(), 'Jeg kommer')
    tur.viser(rolf, rolfs, { linjer: 1, star: ['Du er meldt på.', 'Kommer: rektor'] })
    const siris = await tur.trykk(siri, tur.agenda(), 'Kommer ikke')
    tur.viser(siri, siris, { linjer: 1, star: ['Du har meldt at du ikke kommer.'] })
  })

  await tur.steg('Agendaen i kanalen, slik den nå står', async () => {
    await tur.litt()
    tur.viser('For alle', tur.agenda(), {
      linjer: 30,
      star: ['3 saker', 'Kommer: rektor', 'Kommer ikke: sosialagent'],
      ikke: ['K7F3', ref, refTilNeste],
    })
    tur.viser(iTeamet(frida), await frida.ser(tur.agenda()), {
      linjer: 0,
      ogsa: [[/^3 saker/, 4]],
      star: [`Sak 2 · ${ref}`, `Sak 3 · ${refTilNeste}`],
    })
    tur.erEndretPaStedet(tur.agenda())
    tur.erUtenSakstekst(tur.agenda())
  })

  await tur.steg(
    'De som ikke har svart, får spørsmålet i chatten',
    async () => {
      const spurt = await tur.kom(frida.chat, 'Jeg kommer')
      tur.viser(iChatten(frida), spurt, {
        star: ['Innsatsteam fredag 27. november kl. 10.15: Kommer du? Frist for innspill er torsdag 26.'],
      })
      tur.erSendtNa(spurt)
      for (const ogsaSpurt of [sara, hege, odd]) await tur.kom(ogsaSpurt.chat, 'Jeg kommer')
      for (const harSvart of [rolf, siri]) tur.komIkke(harSvart.chat, 'Jeg kommer')
      const svar = await tur.trykk(frida, spurt, 'Jeg kommer')
      tur.viser(frida, svar, { star: ['Du er meldt på.'] })
    },
    SPORSMAL,
  )
  return { ref, tekster: [tekst, sporsmal], refTilNeste }
}

/** What the parents have answered decides what is discussed openly, and with whom; and it can be taken back. */
async function samtykket(tur: Tur): Promise<void> {
  const { sara, frida, odd, fremmed } = tur.folk

  const uten = await tur.steg(
    `${sara.navn} ser hvorfor K7F3 bare kan drøftes anonymt`,
    async () => {
      const apnet = await tur.trykk(sara, tur.agenda(), 'Åpne agendaen')
      const saken = await tur.trykk(sara, apnet, 'Mer om saken', {}, { nr: 0, ved: 'Sak 1' })
      tur.viser(sara, saken, { star: ['Sak K7F3', GUL, 'Samtykke er ikke innhentet.'] })
      return saken
    },
    SAMTYKKE,
  )

  const registrert = await tur.steg(`${sara.navn} registrerer det foreldrene har svart`, async () => {
    const skjema = await tur.trykk(sara, uten, 'Registrer samtykke')
    const saken = await tur.trykk(sara, skjema, 'Registrer samtykke', {
      foresatte: '2',
      ja1: 'skole,bv,skolehelse,fritidsklubb,oslohjelpa',
      ja2: 'skole,bv,skolehelse,fritidsklubb,oslohjelpa',
      fodt: '3.2014',
    })
    tur.viser(sara, saken, {
      linjer: 30,
      star: ['Samtykket for K7F3 er registrert.', GUL, 'Ingen har gjort saken åpen.', /Oslohjelpa ja/],
    })
    return saken
  })

  await tur.steg(`${sara.navn} gjør saken åpen`, async () => {
    const saken = await tur.fornyer(tur.agenda(), () => tur.trykk(sara, registrert, 'Gjør åpen'))
    tur.viser(sara, saken, { linjer: 4, star: ['K7F3 er gjort åpen.', GRONN] })
    tur.viser(iTeamet(frida), await frida.ser(tur.agenda()), {
      linjer: 0,
      ogsa: [[/Sak 1 · K7F3/, 1]],
      star: [/Sak 1 · K7F3 Skolevegring, mye fravær ● Grønn/],
    })
    tur.viser('For alle andre i kanalen står det som før', tur.agenda(), {
      linjer: 5,
      star: ['3 saker'],
      ikke: ['K7F3', 'Grønn', 'Gul'],
    })
  })

  await tur.steg('En som ikke er ved skolen, prøver seg', async () => {
    const svar = await tur.trykk(fremmed, tur.agenda(), 'Åpne agendaen')
    tur.viser(fremmed, svar, { star: [/^Dette finnes ikke, eller du har ikke tilgang\.$/] })
    await tur.skriv(fremmed, '/sak K7F3', 'chat')
    const utenTilgang = await tur.kom(fremmed.chat)
    tur.viser('I chatten til den fremmede kommer', utenTilgang, { star: [FINNES_IKKE] })
    await tur.skriv(frida, '/sak X0X0', 'chat')
    const finnesIkke = await tur.kom(frida.chat)
    tur.viser(iChatten(frida), finnesIkke, { star: [FINNES_IKKE] })
    tur.erSammeSvar(utenTilgang, finnesIkke)
    await tur.skriv(frida, '/sak K7F3', 'chat')
    tur.viser(iChatten(frida), await tur.kom(frida.chat, 'Åpne saken'), { star: ['Sak K7F3'] })
  })

  await tur.steg(
    'Dagen før møtet tar en av foreldrene tilbake sitt ja til Oslohjelpa',
    async () => {
      const saken = await tur.fornyer(tur.agenda(), () =>
        tur.trykk(sara, registrert, 'Trekk', {}, { nr: 4, ved: 'Oslohjelpa' }),
      )
      tur.viser(sara, saken, {
        linjer: 5,
        star: ['er trukket for Oslohjelpa. Det gjelder fra nå.', GUL, 'Ikke ja for: Oslohjelpa.'],
      })
      const apnet = await tur.trykk(odd, tur.agenda(), 'Åpne agendaen')
      tur.viser(odd, apnet, {
        linjer: 0,
        ogsa: [[/Sak 1 · K7F3/, 5]],
        star: [/Sak 1 · K7F3 Skolevegring, mye fravær · Meldt av sosiallærer ▲ Gul: bare anonymt/],
        ikke: ['Ikke ja for', 'amtykke'],
      })
    },
    DAGEN_FOR,
  )
}

/** The meeting, until the owner of the measure has it in her chat; answers with that message. */
async function iMotet(tur: Tur): Promise<Skjerm> {
  const { sara, rolf, frida } = tur.folk

  let hos = await tur.steg(
    `${rolf.navn} bekrefter hvem som er i rommet, og tar «Siden sist»`,
    async () => {
      const rommet = await tur.trykk(rolf, tur.agenda(), 'Start møtet')
      tur.viser(rolf, rommet, {
        linjer: 9,
        ogsa: [[/^\[Bekreft/, 1]],
        star: ['Hvem er i rommet?', '[x] Oslohjelpa'],
      })
      const sist = await tur.trykk(rolf, rommet, 'Bekreft og start')
      tur.viser(rolf, sist, {
        linjer: 8,
        ogsa: [[/^\[Neste\]/, 1]],
        star: ['Siden sist', '1 av 5', 'Tilby samtale på helsekontoret'],
      })
      const gjort = await tur.trykk(rolf, sist, 'Gjort')
      tur.viser(rolf, gjort, { linjer: 5, star: ['Merket som gjort.', 'K7F3 · gjort'] })
      return gjort
    },
    MOTESTART,
  )

  hos = await tur.steg('Lampen for Sak 1 følger dem som er i rommet', async () => {
    const sak1 = await tur.trykk(rolf, hos, 'Neste')
    tur.viser(rolf, sak1, { linjer: 6, star: ['Sak 1', GUL, 'Ikke ja for: Oslohjelpa.'] })
    const uten = await tur.trykk(rolf, sak1, 'Oslohjelpa har forlatt rommet')
    tur.viser(rolf, uten, { linjer: 6, star: ['K7F3 kan nå drøftes åpent.', GRONN] })
    return uten
  })

  const rolfs = 'Morgensamtalene har gitt færre fraværsdager.'
  const saras = 'Kommer oftere til første time enn før høstferien.'
  const tiltak = 'Tilby familien to veiledningssamtaler hjemme før jul.'
  const hennes = await tur.steg(
    `${sara.navn} og ${rolf.navn} har Sak 1 åpen samtidig, og ${rolf.person.fornavn} lagrer først`,
    async () => {
      const apnet = await tur.trykk(sara, tur.agenda(), 'Fortsett møtet')
      const sak1 = await tur.trykk(sara, apnet, 'Neste')
      hos = await tur.trykk(rolf, hos, 'Lagre og neste', {
        oppsummering: rolfs,
        beslutning: 'Fortsetter med rolig morgenstart ut januar.',
        enighet: 'ja',
        tiltakTekst: tiltak,
        ansvarlig: ovingsId(frida.person),
        frist: OPPGAVEFRIST,
      })
      tur.viser(rolf, hos, { linjer: 5, star: ['Lagret.', 'Sak 2', '3 av 5'] })
      return sak1
    },
    MIDT_I_MOTET,
  )

  await tur.steg(`${sara.navn} lagrer sin tekst etterpå`, async () => {
    const begge = await tur.trykk(sara, hennes, 'Lagre og neste', { oppsummering: saras, enighet: 'ja' })
    tur.viser(sara, begge, {
      linjer: 8,
      ogsa: [
        [/^Oppsummering: «/, 1],
        [/\[Slå sammen\]/, 1],
      ],
      star: ['Rolf Rektor har lagret dette punktet mens du skrev.', rolfs, `Oppsummering: «${saras}»`],
    })
    const sammen = await tur.trykk(sara, begge, 'Slå sammen')
    tur.viser(sara, sammen, {
      linjer: 0,
      ogsa: [
        [/^Oppsummering: «/, 2],
        [/\[Lagre og neste\]/, 1],
      ],
      star: [`Oppsummering: «${rolfs} ${saras}»`],
    })
    const lagret = await tur.trykk(sara, sammen, 'Lagre og neste')
    tur.viser(sara, lagret, { linjer: 2, star: ['Lagret.'] })
  })

  hos = await tur.steg('Sak 2 drøftes, Sak 3 blir med til neste møte', async () => {
    const sak3 = await tur.trykk(rolf, hos, 'Lagre og neste', {
      oppsummering: 'Biblioteket holder åpent i storefri, med en voksen til stede.',
      enighet: 'ja',
    })
    tur.viser(rolf, sak3, { linjer: 3, star: ['Lagret.', 'Sak 3', '4 av 5'] })
    const slutt = await tur.trykk(rolf, sak3, 'Ta med til neste møte')
    tur.viser(rolf, slutt, {
      star: ['2 saker er gått gjennom. 1 oppfølging blir sendt', /Sak 3 · \w{4} tas med til neste møte\./],
    })
    return slutt
  })

  await tur.steg(
    `${rolf.navn} avslutter møtet og godkjenner referatet`,
    async () => {
      const utkast = await tur.trykk(rolf, hos, 'Avslutt møtet')
      tur.viser(rolf, utkast, {
        linjer: 16,
        ogsa: [[/^\[Godkjenn/, 1]],
        star: ['Referat · utkast', `${rolfs} ${saras}`, tiltak, 'Biblioteket holder åpent'],
      })
      const svar = await tur.trykk(rolf, utkast, 'Godkjenn referatet')
      tur.viser(rolf, svar, { linjer: 6, star: ['Godkjent av Rolf Rektor 27. november 2026. Låst.'] })
    },
    MOTESLUTT,
  )

  await tur.steg(
    'Kanalen får vite det',
    async () => {
      tur.viser('I tråden kommer', await tur.kom(KANAL, 'Les referatet'), {
        star: ['Referat godkjent, 3 saker, 1 oppfølging'],
      })
      tur.viser('Øverst i tråden står', tur.agenda(), { linjer: 5, star: ['Referatet er godkjent.'] })
      tur.erUtenSakstekst(tur.agenda())
    },
    ETTER_MOTET,
  )

  await tur.steg(`${rolf.navn} vil lagre referatet i kanalens mappe`, async () => {
    const referat = await tur.trykk(rolf, tur.agenda(), 'Les referatet')
    const svar = await tur.trykk(rolf, referat, 'Lagre i kanalens mappe')
    tur.viser(rolf, svar, {
      star: ['Ikke alle som kan lese mappen, skal se hele referatet.', '[Last ned som Word]'],
    })
    tur.viser('I kanalens mappe ligger', await tur.mappen(), { star: ['ingenting'] })
  })

  return tur.steg(`${frida.navn} får oppfølgingen i chatten`, async () => {
    const varsel = await tur.kom(frida.chat, 'Vis', 'Gjort')
    tur.viser(iChatten(frida), varsel, {
      star: ['Du har fått en oppfølging i K7F3, frist fredag 4. desember'],
    })
    tur.erUtenSakstekst(varsel)
    const vist = await tur.trykk(frida, varsel, 'Vis')
    tur.viser(frida, vist, { star: [tiltak] })
    return vist
  })
}

async function etterMotet(tur: Tur, sak: Sak, oppgave: Skjerm): Promise<void> {
  const { sara, rolf, hege, frida } = tur.folk

  await tur.steg(`${frida.navn} trenger hjelp`, async () => {
    const svar = await tur.trykk(frida, oppgave, 'Trenger hjelp')
    tur.viser(frida, svar, { linjer: 4, star: ['Møtelederen har fått beskjed'] })
    tur.viser(iChatten(rolf), await tur.kom(rolf.chat, 'Vis'), {
      star: ['fagkonsulent ber om hjelp med oppfølgingen i K7F3'],
    })
  })

  await oppfolgingen(tur, oppgave)

  await tur.steg(`${hege.navn} tar bort saksteksten sin`, async () => {
    const apnet = await tur.trykk(hege, tur.agenda(), 'Åpne agendaen')
    const velg = await tur.trykk(hege, apnet, 'Fjern tekst nå')
    tur.viser(hege, velg, {
      linjer: 3,
      ogsa: [
        [new RegExp(`Sak 2 · ${sak.ref}: `), 1],
        [/\[Fjern teksten\]/, 1],
      ],
      star: [`Sak 2 · ${sak.ref}: saksteksten (helsesykepleier)`],
    })
    const fjernet = await tur.trykk(hege, velg, 'Fjern teksten', {
      tekst: valget(velg, 'tekst', `Sak 2 · ${sak.ref}: saksteksten`),
    })
    tur.viser(hege, fjernet, {
      linjer: 1,
      ogsa: [[new RegExp(`Sak 2 · ${sak.ref}`), 4]],
      star: ['Teksten er fjernet for alle.', new RegExp(`Sak 2 · ${sak.ref} .{0,120}Teksten er fjernet\\.`)],
      ikke: sak.tekster,
    })
    tur.viser(iChatten(rolf), await tur.kom(rolf.chat), {
      star: [`Helsesykepleier har fjernet en tekst i ${sak.ref}.`],
    })
  })

  await tur.steg(`${sara.navn} kaller inn neste møte`, async () => {
    await tur.skriv(sara, '/innsatsteam ny')
    tur.viser('I kanalen kommer', await tur.kom(KANAL, 'Meld sak'), {
      linjer: 30,
      // Four weeks on is 1. juledag, and a week later 1. nyttårsdag.
      star: ['Fredag 8. januar 2027', '1 sak', 'Siden sist: 2 åpne oppfølginger, 1 gjort'],
    })
  })
}

/** The rule under everything (fag: samtykke, regel 1), tried on every byte the bot has sent. */
async function letIAltSomErSendt(tur: Tur): Promise<void> {
  await tur.steg('Er noe av det de skrev, sendt ut i Teams?', async () => {
    const { sendt, skrevet } = tur
    const treff = lekket(skrevet, sendt)
    if (treff !== undefined)
      throw new Avvik('ingen av tekstene fra skjemaene i det boten sendte', `«${treff}»`)
    const prove = 'Du har fått en oppfølging i K7F3'
    if (lekket([prove], sendt) === undefined)
      throw new Avvik(`at letingen finner det som er sendt, som «${prove}»`, 'ingen treff')
    tur.oppsummer(skrevet.length)
  })
}
