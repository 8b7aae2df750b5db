import { DateTime } from 'luxon'
import { dag, dagOgKlokke } from '../cards/dato.ts'
import { nb } from '../cards/tekst/nb.ts'
import { SONE } from '../database/kontekst.ts'
import { apnePglite } from '../database/tilkobling.ts'
import type { Kjorende, Startvalg } from '../main.ts'
import { DEMOVALG } from './demo.ts'
import { felt, knapper } from './kort-som-tekst.ts'
import { startKobling } from './lokal-kobling.ts'
import { leggInnOvingsdata, OVING, type Ovingsperson, ovingsId } from './ovingskommune.ts'
import { type Deltaker, lagScene, type Skjerm, skjermtekst } from './scene.ts'

type StartBot = (valg: Startvalg) => Promise<Kjorende>

/** Where the tour is written: `bredde` in characters; with `farge` it may use bold and dim. */
type Tavle = { skriv(tekst: string): void; bredde: number; farge: boolean }

/** A Thursday, eight days before the first meeting of the practice school's series. */
const START = '2026-11-19T13:00'
/** A working day before input closes, on Thursday 26 November at 12:00. */
const SPORSMAL = '2026-11-25T12:00'
const MOTESTART = '2026-11-27T10:15'
const MIDT_I_MOTET = '2026-11-27T10:20'
const MOTESLUTT = '2026-11-27T11:40'
const ETTER_MOTET = '2026-11-27T11:45'
const OPPGAVEFRIST = '2026-12-04'
/** Two working days before that, at eight. */
const PAMINNELSE = '2026-12-02T08:00'

/** Real time, for a bot that does not answer. */
const STEGFRIST_MS = 30_000

const KANAL = OVING.kanal.id
const NAVN_I_TEKST = 'Kari Nordmann'
const FREMMED: Ovingsperson = {
  id: '29:fremmed',
  oid: '00000000-0000-4000-8000-0000000000ff',
  fornavn: 'Den fremmede',
  etternavn: '',
  navn: 'Den fremmede',
  roller: [],
  tjeneste: 'skole',
}

/**
 * `npm run demo -- --tur`: five people do the whole job through the bot's own HTTP endpoint, with a database in memory and a
 * clock that is moved. Prints what the bot sent or answered; 0 when every step did what it should, else 1 with the step named.
 */
export async function kjorTur(startBot: StartBot, tavle: Tavle = terminal()): Promise<number> {
  const stopp: (() => Promise<void>)[] = []
  const penn = lagPenn(tavle)
  try {
    const tur = await startTur(startBot, penn, stopp)
    const sak = await forMotet(tur)
    const oppgave = await iMotet(tur)
    await etterMotet(tur, sak, oppgave)
    await letIAltSomErSendt(tur)
    return 0
  } catch (feil) {
    penn.feil(feil instanceof Stegfeil ? feil.linjer : [`Omvisningen kom ikke i gang: ${arsak(feil)}`])
    return 1
  } finally {
    for (const slutt of stopp.reverse()) await slutt()
  }
}

// --- fortellingen ---

/** What the nurse raised, and the reference of the case that goes on to the next meeting. */
type Sak = { ref: string; tekster: string[]; refTilNeste: string }

/** From the convening until two days before the meeting. */
async function forMotet(tur: Tur): Promise<Sak> {
  const { sara, rolf, siri, hege, frida, fremmed } = tur.folk

  await tur.steg(`${sara.navn} kaller inn til innsatsteam`, async () => {
    await tur.skriv(sara, '/innsatsteam ny')
    tur.viser('I kanalen kommer', await tur.kom(KANAL, 'Meld sak'), {
      linjer: 30,
      star: ['Fredag 27. november 2026 kl. 10.15–11.45', 'K7F3', 'Siden sist: 3 åpne oppfølginger'],
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
    const svar = await tur.trykk(hege, stoppet, 'Erstatt med «eleven»')
    tur.viser(hege, svar, { linjer: 1, star: [/Saken er meldt som Sak 2, \w{4}\./] })
    return referansen(svar)
  })

  const refTilNeste = await tur.steg(`${siri.navn} vil drøfte en sak åpent, uten samtykke`, async () => {
    const skjema = await tur.trykk(siri, tur.agenda(), 'Meld sak')
    const nektet = await tur.trykk(siri, skjema, 'Send', {
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

  await tur.steg('Agendaen i kanalen, slik alle nå ser den', async () => {
    await tur.litt()
    tur.viser('I kanalen står', tur.agenda(), {
      linjer: 30,
      star: [
        '3 saker',
        `Sak 2 · ${ref}`,
        `Sak 3 · ${refTilNeste}`,
        'Kommer: rektor',
        'Kommer ikke: sosialagent',
      ],
    })
    tur.erEndretPaStedet(tur.agenda())
    tur.erUtenSakstekst(tur.agenda())
  })

  await tur.steg('En som ikke er ved skolen, prøver seg', async () => {
    const svar = await tur.trykk(fremmed, tur.agenda(), 'Åpne agendaen')
    tur.viser(fremmed, svar, { star: [/^Dette finnes ikke, eller du har ikke tilgang\.$/] })
  })

  await tur.steg(
    'De som ikke har svart, får spørsmålet i chatten',
    async () => {
      const spurt = await tur.kom(frida.chat, 'Jeg kommer')
      tur.viser(iChatten(frida), spurt, {
        star: ['Innsatsteam fredag 27. november kl. 10.15: Kommer du? Frist for innspill er torsdag 26.'],
      })
      tur.erSendtNa(spurt)
      for (const ogsaSpurt of [sara, hege]) await tur.kom(ogsaSpurt.chat, 'Jeg kommer')
      for (const harSvart of [rolf, siri]) tur.komIkke(harSvart.chat, 'Jeg kommer')
      const svar = await tur.trykk(frida, spurt, 'Jeg kommer')
      tur.viser(frida, svar, { star: ['Du er meldt på.'] })
    },
    SPORSMAL,
  )
  return { ref, tekster: [tekst, sporsmal], refTilNeste }
}

/** The meeting, until the owner of the measure has it in her chat; answers with that message. */
async function iMotet(tur: Tur): Promise<Skjerm> {
  const { sara, rolf, frida } = tur.folk

  let hos = await tur.steg(
    `${rolf.navn} starter møtet og går gjennom «Siden sist»`,
    async () => {
      const sist = await tur.trykk(rolf, tur.agenda(), 'Start møtet')
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

  const rolfs = 'Morgensamtalene har gitt færre fraværsdager.'
  const saras = 'Kommer oftere til første time enn før høstferien.'
  const tiltak = 'Tilby familien to veiledningssamtaler hjemme før jul.'
  const hennes = await tur.steg(
    `${sara.navn} og ${rolf.navn} har Sak 1 åpen samtidig, og ${rolf.person.fornavn} lagrer først`,
    async () => {
      const apnet = await tur.trykk(sara, tur.agenda(), 'Fortsett møtet')
      const sak1 = await tur.trykk(sara, apnet, 'Neste')
      hos = await tur.trykk(rolf, hos, 'Neste')
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

  const paminnet = await tur.steg(
    'To arbeidsdager før fristen kommer påminnelsen',
    async () => {
      const paminnelse = await tur.kom(frida.chat, 'Vis', 'Gjort')
      tur.viser(iChatten(frida), paminnelse, {
        star: ['Påminnelse: oppfølging i K7F3, frist fredag 4. desember'],
      })
      tur.erSendtNa(paminnelse)
      tur.erUtenSakstekst(paminnelse)
      return paminnelse
    },
    PAMINNELSE,
  )

  await tur.steg(`${frida.navn} er ferdig`, async () => {
    tur.viser(frida, await tur.trykk(frida, paminnet, 'Gjort'), { star: ['Merket som gjort.'] })
    await tur.litt()
    const forste = tur.slikDetNaStar(oppgave)
    tur.viser('Den første meldingen i chatten er nå', forste, { star: ['Merket som gjort.'] })
    tur.erEndretPaStedet(forste)
  })

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
      star: [
        'Fredag 8. januar 2027',
        '1 sak',
        `Sak 1 · ${sak.refTilNeste}`,
        'Siden sist: 2 åpne oppfølginger, 1 gjort',
      ],
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

// --- å spille et steg ---

/** What a step shows of a card, and what must and must not stand in it. Lines are counted and matched as the card has them. */
type Krav = {
  /** How many lines from the top; 14 when not said. */
  linjer?: number
  /** Further down: from a line that matches, that many lines. */
  ogsa?: readonly (readonly [RegExp, number])[]
  star: readonly (string | RegExp)[]
  ikke?: readonly string[]
}

class Avvik extends Error {
  readonly forventet: string
  readonly kom: string
  constructor(forventet: string, kom: string) {
    super(forventet)
    this.forventet = forventet
    this.kom = kom
  }
}

class Stegfeil extends Error {
  readonly linjer: readonly string[]
  constructor(linjer: readonly string[]) {
    super(linjer[0])
    this.linjer = linjer
  }
}

type Tur = Awaited<ReturnType<typeof startTur>>

async function startTur(startBot: StartBot, penn: Penn, stopp: (() => Promise<void>)[]) {
  let na = DateTime.fromISO(START, { zone: SONE })
  const sendt: string[] = []
  const skrevet = new Set<string>()
  const kobling = await startKobling({ na: () => na, opptak: bytes => sendt.push(bytes) })
  stopp.push(() => kobling.stopp())
  const database = await apnePglite(undefined)
  stopp.push(() => database.lukk())
  const bot = await startBot({
    ...DEMOVALG,
    database,
    port: 0,
    loggniva: 'silent',
    na: () => na,
    hvertMs: 3_600_000,
    svarfristMs: STEGFRIST_MS,
  })
  // Closes the database too.
  stopp.splice(1, 1, () => bot.stopp())
  await leggInnOvingsdata(bot.ktx, kobling.serviceUrl)
  const scene = lagScene({
    botUrl: `http://127.0.0.1:${bot.port}/api/messages`,
    kobling,
    skrev: tekst => skrevet.add(tekst),
  })
  const [sara, rolf, siri, hege, frida] = OVING.personer
  const lest = new Map<string, number>()
  let nr = 0
  let vistKlokke = ''
  penn.innledning()

  /** Four hours at a time, so that what falls due on the way at eight and at twelve is sent when it is due. */
  async function gaTil(tid: string): Promise<void> {
    const til = DateTime.fromISO(tid, { zone: SONE })
    while (na < til) {
      const neste = na.set({ hour: na.hour - (na.hour % 4), minute: 0, second: 0 }).plus({ hours: 4 })
      na = DateTime.min(neste, til)
      await bot.sender.kjorFerdig()
    }
  }

  function medKnapper(samtale: string, fra: number, titler: readonly string[]): Skjerm[] {
    return scene.meldinger(samtale, fra).filter(m => {
      const her = knapper(m.kort).map(k => k.tittel)
      return titler.every(t => her.includes(t))
    })
  }

  return {
    folk: {
      sara: scene.som(sara),
      rolf: scene.som(rolf),
      siri: scene.som(siri),
      hege: scene.som(hege),
      frida: scene.som(frida),
      fremmed: scene.som(FREMMED),
    },
    sendt,
    get skrevet() {
      return [...skrevet]
    },

    /** One numbered step; `kl` is what the clock is moved to first. */
    async steg<T>(tittel: string, spill: () => Promise<T>, kl?: string): Promise<T> {
      nr++
      try {
        if (kl !== undefined) await medFrist(gaTil(kl))
        const klokke = dagOgKlokke(na.toJSDate())
        if (klokke !== vistKlokke) penn.klokke(klokke)
        vistKlokke = klokke
        penn.steg(nr, tittel)
        return await medFrist(spill())
      } catch (feil) {
        throw new Stegfeil([
          `Steg ${nr} feilet: ${tittel}`,
          ...(feil instanceof Avvik
            ? [`Forventet: ${feil.forventet}`, 'Kom:', ...feil.kom.split('\n').map(l => `  ${l}`)]
            : [`Kom: ${arsak(feil)}`]),
        ])
      }
    },

    /** Lets `sekunder` go by: a posted card is edited at most every fifth second, and not while a form is open on it. */
    async litt(sekunder = 10): Promise<void> {
      na = na.plus({ seconds: sekunder })
      await bot.sender.kjorFerdig()
    },

    async skriv(hvem: Deltaker, tekst: string): Promise<void> {
      penn.gjor([`${hvem.person.fornavn} skriver i kanalen: @${OVING.bot.navn} ${tekst}`])
      const { status } = await hvem.skriver(tekst)
      if (status >= 300) throw new Avvik('at boten tar imot meldingen', `HTTP ${status}`)
    },

    async trykk(
      hvem: Deltaker,
      skjerm: Skjerm,
      knapp: string,
      fyll: Record<string, string> = {},
      { nr: hvilken, ved }: { nr: number; ved: string } = { nr: 0, ved: '' },
    ): Promise<Skjerm> {
      if (knapper(skjerm.kort).filter(k => k.tittel === knapp)[hvilken] === undefined)
        throw new Avvik(`knappen «${knapp}»`, innhold(skjerm))
      const utfylt = utfylling(skjerm, fyll)
      const trykk = `trykker «${knapp}»${ved === '' ? '' : ` ved ${ved}`}`
      penn.gjor(
        utfylt.length === 0
          ? [`${hvem.person.fornavn} ${trykk}.`]
          : [`${hvem.person.fornavn} fyller ut og ${trykk}:`, ...utfylt],
      )
      const svar = await hvem.trykker(skjerm, knapp, fyll, hvilken)
      if (svar.status !== 200) throw new Avvik(`svar på «${knapp}»`, `HTTP ${svar.status}`)
      return svar
    },

    /** The newest message in a conversation that nobody has looked at yet, with all of these buttons. */
    async kom(samtale: string, ...titler: string[]): Promise<Skjerm> {
      await bot.sender.kjorFerdig()
      const fra = lest.get(samtale) ?? 0
      lest.set(samtale, kobling.meldinger.length)
      const melding = medKnapper(samtale, fra, titler).at(-1)
      if (melding === undefined) {
        const andre = scene.meldinger(samtale, fra).map(innhold)
        const medHva = titler.map(t => `«${t}»`).join(' og ')
        throw new Avvik(
          `en ny melding i ${samtale === KANAL ? 'kanalen' : 'chatten'}${medHva && `, med ${medHva}`}`,
          andre.join('\n\n') || 'ingen melding',
        )
      }
      return melding
    },

    komIkke(samtale: string, knapp: string): void {
      const [melding] = medKnapper(samtale, lest.get(samtale) ?? 0, [knapp])
      if (melding !== undefined) throw new Avvik(`ingen melding med «${knapp}»`, innhold(melding))
    },

    /** The newest agenda in the channel. */
    agenda(): Skjerm {
      const agenda = medKnapper(KANAL, 0, ['Åpne agendaen']).at(-1)
      if (agenda === undefined) throw new Avvik('en agenda i kanalen', 'ingen')
      return agenda
    },

    /** Shows what somebody got as an answer, or what stands somewhere, and holds it against `krav`. */
    viser(hvor: Deltaker | string, skjerm: Skjerm, krav: Krav): void {
      penn.ser(typeof hvor === 'string' ? hvor : `${hvor.person.fornavn} ser`, utdrag(skjerm, krav))
      const tekst = flat(skjermtekst(skjerm))
      for (const k of krav.star) {
        if (typeof k === 'string' ? !tekst.includes(flat(k)) : !k.test(tekst))
          throw new Avvik(typeof k === 'string' ? `«${flat(k)}»` : `noe som passer ${k}`, innhold(skjerm))
      }
      for (const k of krav.ikke ?? [])
        if (tekst.includes(flat(k))) throw new Avvik(`at «${k}» ikke står der`, innhold(skjerm))
      if (tekst.includes('${')) throw new Avvik('et kort der alt er fylt inn', innhold(skjerm))
      if (skjerm.kort !== undefined && !tekst.includes(nb.oving))
        throw new Avvik(`«${nb.oving}» på kortet`, innhold(skjerm))
    },

    /** The message that somebody has a view or a form of in front of them. */
    slikDetNaStar(skjerm: Skjerm): Skjerm {
      const melding = scene.meldinger(skjerm.samtale).find(m => m.aktivitet === skjerm.aktivitet)
      if (melding === undefined) throw new Avvik('meldingen i chatten', 'den er borte')
      return melding
    },

    erSendtNa(skjerm: Skjerm): void {
      const sendt = kobling.meldinger.find(m => m.activityId === skjerm.aktivitet)?.tid
      if (sendt?.getTime() !== na.toMillis())
        throw new Avvik(
          `at meldingen sendes ${dagOgKlokke(na.toJSDate())}`,
          sendt === undefined ? 'ingen melding' : `sendt ${dagOgKlokke(sendt)}`,
        )
    },

    erEndretPaStedet(skjerm: Skjerm): void {
      const melding = kobling.meldinger.find(m => m.activityId === skjerm.aktivitet)
      if (melding?.slag !== 'endret')
        throw new Avvik('at kortet er endret der det står', 'et kort som ikke er endret')
    },

    erUtenSakstekst(skjerm: Skjerm): void {
      const treff = lekket([...skrevet], [JSON.stringify(skjerm.kort)])
      if (treff !== undefined) throw new Avvik('en melding uten sakstekst', `«${treff}»`)
    },

    oppsummer(tekster: number): void {
      const meldinger = kobling.meldinger.filter(m => m.slag !== 'samtale')
      const endringer = meldinger.reduce((n, m) => n + m.versjoner.length - 1, 0)
      const bytes = sendt.reduce((n, s) => n + Buffer.byteLength(s), 0)
      penn.slutt([
        `Boten sendte ${meldinger.length} meldinger og endret kort ${endringer} ganger, i alt ${tusen(bytes)} byte.`,
        `Ingen av de ${tekster} tekstene som ble skrevet i skjemaer, finnes i noe av det, heller ikke fire ord på rad.`,
        `Alle ${nr} steg gikk som de skulle.`,
      ])
    },
  }
}

async function medFrist<T>(arbeid: Promise<T>): Promise<T> {
  let klokke: NodeJS.Timeout | undefined
  const frist = new Promise<never>((_, avvis) => {
    klokke = setTimeout(
      () => avvis(new Avvik(`svar innen ${STEGFRIST_MS / 1000} sekunder`, 'ingenting')),
      STEGFRIST_MS,
    )
  })
  try {
    return await Promise.race([arbeid, frist])
  } finally {
    clearTimeout(klokke)
  }
}

const iChatten = (hvem: Deltaker) => `I chatten til ${hvem.person.fornavn} kommer`

/** What the person fills in, by the form's own labels. */
function utfylling(skjerm: Skjerm, fyll: Record<string, string>): string[] {
  const felter = felt(skjerm.kort)
  return Object.entries(fyll).map(([id, verdi]) => {
    const f = felter.find(en => en.id === id)
    const valgt = f?.valg?.filter(v => verdi.split(',').includes(v.verdi)).map(v => v.tittel)
    const merke = f?.label ?? id
    const svar = valgt?.join(', ') ?? (f?.type === 'Input.Date' ? dag(verdi) : `«${verdi}»`)
    return `  ${merke}${merke.endsWith('?') ? '' : ':'} ${svar}`
  })
}

function valget(skjerm: Skjerm, id: string, tittel: string): string {
  const valg = felt(skjerm.kort).find(f => f.id === id)?.valg ?? []
  const funnet = valg.find(v => v.tittel.startsWith(tittel))
  if (funnet === undefined) throw new Avvik(`valget «${tittel}»`, innhold(skjerm))
  return funnet.verdi
}

/** The reference in a receipt such as «Saken er meldt som Sak 2, K7F3.» */
function referansen(skjerm: Skjerm): string {
  return /Sak \d+, (\w{4})\./.exec(skjermtekst(skjerm))?.[1] ?? ''
}

const flat = (tekst: string) => tekst.replace(/\s+/g, ' ').trim()

const innhold = (skjerm: Skjerm) => skjermtekst(skjerm) || 'ingenting'

/** The lines a step shows, with «…» where lines are left out. That it is practice is said once, at the top of the tour. */
function utdrag(skjerm: Skjerm, { linjer = 14, ogsa = [] }: Krav): string[] {
  const alle = skjermtekst(skjerm)
    .split('\n')
    .filter(linje => !['', nb.oving].includes(linje.trim()))
  const med = alle.map(
    (_, i) =>
      i < linjer ||
      ogsa.some(([start, antall]) => alle.slice(Math.max(0, i - antall + 1), i + 1).some(l => start.test(l))),
  )
  return alle.flatMap((linje, i) => {
    if (med[i]) return [linje]
    return i > 0 && !med[i - 1] ? [] : ['…']
  })
}

/** The first text, or four words of one, that stands in what was sent. */
function lekket(tekster: readonly string[], sendt: readonly string[]): string | undefined {
  const steder = sendt.map(bytes => ` ${[bytes, ...strenger(bytes)].map(s => ord(s).join(' ')).join(' | ')} `)
  const biter = tekster.flatMap(tekst => {
    const alle = ord(tekst)
    return alle.length < 4 ? [alle] : alle.slice(3).map((_, i) => alle.slice(i, i + 4))
  })
  return biter.map(bit => bit.join(' ')).find(bit => steder.some(sted => sted.includes(` ${bit} `)))
}

const ord = (tekst: string) => tekst.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Every string in the body of a recorded request, as it reads when it is taken out of the JSON. */
function strenger(bytes: string): string[] {
  const ga = (verdi: unknown): string[] => {
    if (typeof verdi === 'string') return [verdi]
    return typeof verdi === 'object' && verdi !== null ? Object.values(verdi).flatMap(ga) : []
  }
  try {
    return ga(JSON.parse(bytes.slice(bytes.indexOf('\n') + 1)))
  } catch {
    return []
  }
}

const tusen = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ' ')

const arsak = (feil: unknown) => (feil instanceof Error ? feil.message : String(feil))

// --- utskriften ---

type Penn = ReturnType<typeof lagPenn>

const MAKS_FEILLINJER = 40

function lagPenn({ skriv, bredde, farge }: Tavle) {
  const stil = (kode: string) => (tekst: string) => (farge ? `\u001b[${kode}m${tekst}\u001b[0m` : tekst)
  const fet = stil('1')
  const dus = stil('2')
  const rod = stil('31')
  const linje = (tekst: string) => skriv(`${tekst}\n`)
  const avsnitt = (innrykk: string, tekst: string) => {
    for (const del of bryt(tekst, bredde - innrykk.length)) linje(innrykk + del)
  }
  return {
    innledning() {
      avsnitt('', `Omvisning: Fem personer ved ${OVING.skole.navn} i ${OVING.kommune} gjør hele jobben.`)
      avsnitt('', 'Det som står bak en strek, er det boten virkelig sendte eller svarte.')
      avsnitt('', nb.oving)
    },
    klokke(nar: string) {
      linje('')
      linje(dus(`(Klokka er nå ${nar})`))
    },
    steg(nr: number, tittel: string) {
      linje('')
      for (const del of bryt(`Steg ${nr} · ${tittel}`, bredde)) linje(fet(del))
    },
    gjor(linjer: readonly string[]) {
      for (const en of linjer) avsnitt('  ', en)
    },
    ser(hvor: string, linjer: readonly string[]) {
      linje(dus(`  ${hvor}:`))
      for (const en of linjer.flatMap(l => bryt(l, bredde - 4))) linje(`  ${dus('│')} ${en}`)
    },
    slutt(linjer: readonly string[]) {
      for (const en of linjer) avsnitt('  ', en)
    },
    feil([forste = '', ...resten]: readonly string[]) {
      linje('')
      for (const del of bryt(forste, bredde)) linje(rod(del))
      const linjer = resten.flatMap(en => bryt(en, bredde - 2))
      for (const en of linjer.slice(0, MAKS_FEILLINJER)) linje(`  ${en}`)
      if (linjer.length > MAKS_FEILLINJER) linje('  …')
    },
  }
}

/** A line broken at spaces, each part with the line's own indent; what stands in brackets is kept together. */
function bryt(linje: string, bredde: number): string[] {
  const innrykk = /^ */.exec(linje)?.[0] ?? ''
  const bruddfri = linje.trim().replace(/\[[^\]]*\]/g, knapp => knapp.replaceAll(' ', '\u00a0'))
  const deler: string[] = []
  for (const et of bruddfri.split(' ')) {
    const siste = deler.at(-1)
    if (siste === undefined || innrykk.length + siste.length + 1 + et.length > bredde) deler.push(et)
    else deler[deler.length - 1] = `${siste} ${et}`
  }
  return deler.map(del => innrykk + del.replaceAll('\u00a0', ' '))
}

function terminal(): Tavle {
  const { stdout, env } = process
  return {
    skriv: tekst => stdout.write(tekst),
    bredde: Math.min(Math.max(stdout.columns || 92, 60), 92),
    farge: stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '',
  }
}
