import { DateTime } from 'luxon'
import { dag, dagOgKlokke, klokke } from '../cards/dato.ts'
import { nb } from '../cards/tekst/nb.ts'
import { medStorBokstav } from '../cards/tekst/tekster.ts'
import { SONE } from '../database/kontekst.ts'
import { flyktigMester } from '../database/lokal-mester.ts'
import { apnePglite } from '../database/tilkobling.ts'
import { DEMOVALG, type Demodeler } from './demo.ts'
import { felt, knapper } from './kort-som-tekst.ts'
import { filene } from './lokal-graf-filer.ts'
import type { LokalHendelse } from './lokal-graf-kalender.ts'
import { startKobling } from './lokal-kobling.ts'
import { startOvingsgraf } from './ovingsgraf.ts'
import { leggInnOvingsdata, OVING, OVINGSMEDLEMMER, type Ovingsperson, ovingsId } from './ovingskommune.ts'
import { type Deltaker, lagScene, type Skjerm, type Sted, skjermtekst } from './scene.ts'
import { lekket } from './tur-leting.ts'
import type { Penn } from './tur-penn.ts'

export const KANAL = OVING.kanal.id
export const FINNES_IKKE = 'Dette finnes ikke, eller du har ikke tilgang.'

/** Real time, for a bot that does not answer. */
const STEGFRIST_MS = 30_000

const FREMMED: Ovingsperson = {
  id: '29:fremmed',
  oid: '00000000-0000-4000-8000-0000000000ff',
  fornavn: 'Den fremmede',
  etternavn: '',
  navn: 'Den fremmede',
  roller: [],
  tjeneste: 'skole',
}

/** What a step shows of a card, and what must and must not stand in it. Lines are counted and matched as the card has them. */
type Krav = {
  /** How many lines from the top; 14 when not said. */
  linjer?: number
  /** Further down: from a line that matches, that many lines. */
  ogsa?: readonly (readonly [RegExp, number])[]
  star: readonly (string | RegExp)[]
  /** Neither to be read nor in what is sent with it. */
  ikke?: readonly string[]
}

export class Avvik extends Error {
  readonly forventet: string
  readonly kom: string
  constructor(forventet: string, kom: string) {
    super(forventet)
    this.forventet = forventet
    this.kom = kom
  }
}

export class Stegfeil extends Error {
  readonly linjer: readonly string[]
  constructor(linjer: readonly string[]) {
    super(linjer[0])
    this.linjer = linjer
  }
}

const oslo = (tid: string) => DateTime.fromISO(tid, { zone: SONE }).toJSDate()

/** What is no message: it stands in another window. */
const utenKort = (linjer: readonly string[]): Skjerm => ({
  kort: undefined,
  tekst: linjer.join('\n'),
  samtale: '',
  aktivitet: '',
  status: 200,
})

export type Tur = Awaited<ReturnType<typeof startTur>>

/**
 * The practice school with a clock that is moved, from `start`; `tom`: before it was set up. Steps are numbered on from `etter`.
 * What is to be stopped afterwards is added to `stopp`.
 */
export async function startTur({
  startBot,
  lagGraf,
  penn,
  start,
  stopp,
  tom = false,
  etter = 0,
}: Demodeler & {
  penn: Penn
  start: string
  stopp: (() => Promise<void>)[]
  tom?: boolean
  etter?: number
}) {
  let na = DateTime.fromISO(start, { zone: SONE })
  const sendt: string[] = []
  const skrevet = new Set<string>()
  const kobling = await startKobling({ na: () => na, opptak: bytes => sendt.push(bytes) })
  stopp.push(() => kobling.stopp())
  for (const samtale of [KANAL, OVING.team.id]) kobling.medlemmer(samtale, OVINGSMEDLEMMER)
  kobling.team(OVING.team.id, OVING.team.navn, [{ id: OVING.team.id }, OVING.kanal])
  const graf = await startOvingsgraf(undefined, bytes => sendt.push(bytes))
  stopp.push(() => graf.stopp())
  const database = await apnePglite(undefined, OVING.tenant)
  stopp.push(() => database.lukk())
  const bot = await startBot({
    ...DEMOVALG,
    database,
    mester: flyktigMester(),
    port: 0,
    loggniva: 'silent',
    na: () => na,
    hvertMs: 3_600_000,
    svarfristMs: STEGFRIST_MS,
    graf: lagGraf(graf),
  })
  // Closes the database too.
  stopp.splice(-1, 1, () => bot.stopp())
  if (!tom) await leggInnOvingsdata(bot.ktx, kobling.serviceUrl)
  const scene = lagScene({
    botUrl: `http://127.0.0.1:${bot.port}/api/messages`,
    kobling,
    skrev: tekst => skrevet.add(tekst),
  })
  const [sara, rolf, siri, hege, frida, odd] = OVING.personer
  const lest = new Map<string, number>()
  let nr = etter
  let vistKlokke = ''

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
      odd: scene.som(odd),
      fremmed: scene.som(FREMMED),
    },
    sendt,
    get antall() {
      return nr
    },
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

    /** Day by day, until then: who was sent the morning's list. */
    async spol(til: string): Promise<void> {
      const linjer: string[] = []
      while (na < DateTime.fromISO(til, { zone: SONE })) {
        const kveld = na.plus({ days: 1 }).set({ hour: 16, minute: 0 })
        await gaTil(DateTime.min(kveld, DateTime.fromISO(til, { zone: SONE })).toFormat("yyyy-MM-dd'T'HH:mm"))
        const den = na.toFormat('yyyy-MM-dd')
        const fikk = OVING.personer
          .map(p => scene.som(p))
          .filter(hvem =>
            medKnapper(hvem.chat, 0, ['Endre påminnelser']).some(m => {
              const tid = kobling.meldinger.find(en => en.activityId === m.aktivitet)?.tid
              const sendtDag = tid && DateTime.fromJSDate(tid, { zone: SONE }).toFormat('yyyy-MM-dd')
              return sendtDag === den && skjermtekst(m).includes('Påminnelser: ')
            }),
          )
        const navn = fikk.map(hvem => hvem.person.fornavn).join(' og ')
        linjer.push(`${medStorBokstav(dag(den))}: ${navn === '' ? 'ingen' : `liste til ${navn}`}`)
      }
      penn.ser('Dagene går, kl. 8', linjer)
    },

    idFor(hvem: Deltaker): string {
      return ovingsId(hvem.person)
    },

    /** Adds the app to the school's team. */
    async leggTil(hvem: Deltaker): Promise<void> {
      penn.gjor([`${hvem.person.fornavn} legger Skolestøtte til i teamet «${OVING.team.navn}».`])
      await hvem.iTeamet('add')
    },

    async skriv(hvem: Deltaker, tekst: string, hvor: Sted = 'kanal'): Promise<void> {
      const melding = hvor === 'kanal' ? `i kanalen: @${OVING.bot.navn} ${tekst}` : `i chatten: ${tekst}`
      penn.gjor([`${hvem.person.fornavn} skriver ${melding}`])
      const { status } = await hvem.skriver(tekst, hvor)
      if (status >= 300) throw new Avvik('at boten tar imot meldingen', `HTTP ${status}`)
    },

    async trykk(
      hvem: Deltaker,
      skjerm: Skjerm,
      knapp: string,
      fyll: Record<string, string> = {},
      { nr: hvilken, ved }: { nr: number; ved: string } = { nr: 0, ved: '' },
    ): Promise<Skjerm> {
      const her = await hvem.ser(skjerm)
      if (knapper(her.kort).filter(k => k.tittel === knapp)[hvilken] === undefined)
        throw new Avvik(`knappen «${knapp}»`, innhold(her))
      const utfylt = utfylling(her, fyll)
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

    /** No new message with these buttons (none: no message at all). */
    komIkke(samtale: string, ...titler: string[]): void {
      const [melding] = medKnapper(samtale, lest.get(samtale) ?? 0, titler)
      const medHva = titler.map(t => ` med «${t}»`).join('')
      if (melding !== undefined) throw new Avvik(`ingen melding${medHva}`, innhold(melding))
    },

    /** The same button on one item of a meeting after the other, until the last. */
    async blar(hvem: Deltaker, skjerm: Skjerm, knapp: string): Promise<Skjerm> {
      let her = skjerm
      let antall = 0
      for (; knapper(her.kort).some(k => k.tittel === knapp); antall++) her = await hvem.trykker(her, knapp)
      penn.gjor([`${hvem.person.fornavn} trykker «${knapp}» på ${antall} punkter.`])
      return her
    },

    /** A word that no message has said, whatever the card was called. */
    aldriSagt(ord: RegExp): void {
      const melding = sendt.find(bytes => ord.test(bytes))
      if (melding !== undefined) throw new Avvik(`ingen melding med ${ord}`, melding)
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
      const alt = `${tekst} ${JSON.stringify(skjerm.kort)}`
      for (const k of krav.ikke ?? [])
        if (alt.includes(flat(k))) throw new Avvik(`at «${k}» ikke står der`, innhold(skjerm))
      if (tekst.includes('${')) throw new Avvik('et kort der alt er fylt inn', innhold(skjerm))
      if (skjerm.kort !== undefined && !tekst.includes(nb.oving))
        throw new Avvik(`«${nb.oving}» på kortet`, innhold(skjerm))
    },

    /** A link leads to a page with a button, and the button to the document: both, as a browser does it. */
    async hent(skjerm: Skjerm, knapp: string, gjor: string): Promise<Skjerm> {
      penn.gjor([gjor])
      const url = knapper(skjerm.kort).find(k => k.tittel === knapp)?.action['url']
      if (typeof url !== 'string') throw new Avvik(`lenken «${knapp}»`, innhold(skjerm))
      const side = await fetch(url)
      if (side.status !== 200) throw new Avvik(`siden bak «${knapp}»`, `HTTP ${side.status}`)
      const svar = await fetch(url, { method: 'POST' })
      return { ...skjerm, kort: undefined, tekst: htmlSomTekst(await svar.text()), status: svar.status }
    },

    /** The message that somebody has a view or a form of in front of them. */
    slikDetNaStar(skjerm: Skjerm): Skjerm {
      const melding = scene.meldinger(skjerm.samtale).find(m => m.aktivitet === skjerm.aktivitet)
      if (melding === undefined) throw new Avvik('meldingen i chatten', 'den er borte')
      return melding
    },

    /** What stands in the calendar on that day. */
    async kalenderen(dag: string): Promise<Skjerm> {
      await bot.sender.kjorFerdig()
      const hendelser = graf.lager
        .alle<LokalHendelse>('hendelser')
        .map(h => h.verdi)
        .filter(h => !h.avlyst && h.start.dateTime.startsWith(dag))
      return utenKort(
        hendelser.flatMap(h => [
          h.subject,
          `${medStorBokstav(dagOgKlokke(oslo(h.start.dateTime)))}–${klokke(oslo(h.end.dateTime))}`,
          [
            h.sensitivity === 'private' ? 'Privat' : 'Åpen for andre',
            ...(h.isOnlineMeeting ? ['Teams-møte'] : []),
            `${h.attendees.length} innkalt${h.hideAttendees ? ', skjult for hverandre' : ''}`,
          ].join(' · '),
          h.body.content,
        ]),
      )
    },

    /** What lies in the channel's folder now. */
    async mappen(): Promise<Skjerm> {
      await bot.sender.kjorFerdig()
      const filer = filene(graf.lager).map(fil => fil.verdi.navn)
      return utenKort(filer.length === 0 ? ['ingenting'] : filer)
    },

    erSendtNa(skjerm: Skjerm): void {
      const sendt = kobling.meldinger.find(m => m.activityId === skjerm.aktivitet)?.tid
      if (sendt?.getTime() !== na.toMillis())
        throw new Avvik(
          `at meldingen sendes ${dagOgKlokke(na.toJSDate())}`,
          sendt === undefined ? 'ingen melding' : `sendt ${dagOgKlokke(sendt)}`,
        )
    },

    /** What makes clients fetch their own view anew: the posted card is edited, whatever it says. */
    async fornyer<T>(postet: Skjerm, spill: () => Promise<T>): Promise<T> {
      const versjoner = () =>
        kobling.meldinger.find(m => m.activityId === postet.aktivitet)?.versjoner.length ?? 0
      const antall = versjoner()
      const svar = await spill()
      // Where views stand in the card itself, one's own changes wait while one reads.
      await this.litt(61)
      if (versjoner() === antall) throw new Avvik('at kortet i kanalen fornyes', 'et kort som ikke er endret')
      return svar
    },

    erEndretPaStedet(skjerm: Skjerm): void {
      const melding = kobling.meldinger.find(m => m.activityId === skjerm.aktivitet)
      if (melding?.slag !== 'endret')
        throw new Avvik('at kortet er endret der det står', 'et kort som ikke er endret')
    },

    /** Nothing tells the one from the other: neither what is to be read nor what is sent with it. */
    erSammeSvar(a: Skjerm, b: Skjerm): void {
      if (skjermtekst(a) !== skjermtekst(b) || JSON.stringify(a.kort) !== JSON.stringify(b.kort))
        throw new Avvik(`det samme svaret: ${flat(skjermtekst(a))}`, innhold(b))
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
        `Boten sendte ${meldinger.length} meldinger og endret kort ${endringer} ganger, i alt ${tusen(bytes)} byte, med kalenderen.`,
        `Ingen av de ${tekster} tekstene som ble skrevet i skjemaer, finnes i noe av det, heller ikke fire ord på rad.`,
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

export const iChatten = (hvem: Deltaker) => `I chatten til ${hvem.person.fornavn} kommer`

/** What the person fills in, by the form's own labels. */
function utfylling(skjerm: Skjerm, fyll: Record<string, string>): string[] {
  const felter = felt(skjerm.kort)
  return Object.entries(fyll).map(([id, verdi]) => {
    const f = felter.find(en => en.id === id)
    const valgt = f?.valg?.filter(v => verdi.split(',').includes(v.verdi)).map(v => v.tittel)
    const merke = f?.label ?? id
    if (f?.type === 'Input.Toggle') return `  [x] ${merke}`
    const svar = valgt?.join(', ') ?? (f?.type === 'Input.Date' ? dag(verdi) : `«${verdi}»`)
    return `  ${merke}${merke.endsWith('?') ? '' : ':'} ${svar}`
  })
}

export function valget(skjerm: Skjerm, id: string, tittel: string): string {
  const valg = felt(skjerm.kort).find(f => f.id === id)?.valg ?? []
  const funnet = valg.find(v => v.tittel.startsWith(tittel))
  if (funnet === undefined) throw new Avvik(`valget «${tittel}»`, innhold(skjerm))
  return funnet.verdi
}

/** The reference in a receipt such as «Saken er meldt som Sak 2, K7F3.» or «Forløp L5Y4 er opprettet.» */
export function referansen(skjerm: Skjerm): string {
  return /(?:Sak \d+, |Forløp )(\w{4})\b/.exec(skjermtekst(skjerm))?.[1] ?? ''
}

const flat = (tekst: string) => tekst.replace(/\s+/g, ' ').trim()

const innhold = (skjerm: Skjerm) => skjermtekst(skjerm) || 'ingenting'

/** A page as a person reads it, a line for each paragraph and row. */
function htmlSomTekst(html: string): string {
  return html
    .replace(/^.*<body>/s, '')
    .replaceAll('</th>', ': ')
    .replace(/<br>|<\/(h\d|p|tr)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, nr) => String.fromCharCode(Number(nr)))
    .replace(/^\s+/gm, '')
}

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

const tusen = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ' ')

export const arsak = (feil: unknown) => (feil instanceof Error ? feil.message : String(feil))
