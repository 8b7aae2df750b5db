import { knapper } from '../../src/demo/kort-som-tekst.ts'
import { OVING, type Ovingsperson, ovingsId } from '../../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../../src/demo/scene.ts'
import { type Rolle, TJENESTE_FOR } from '../../src/tilgang/roller.ts'
import { lagreRolle } from '../../src/tilgang/tilgang-store.ts'
import { apner } from './chat.ts'
import { FREMMED } from './rader.ts'
import type { Testbot } from './testbot.ts'

type Hvem = Testbot['sara']
export type EtForlop = { sak: string; ref: string }

/** The day before the clock starts: the first week ends on Friday 27 November. */
export const MELDT = '2026-11-20'

/** A place to press from, with nothing on it. */
export const iChatten = (hvem: Hvem): Skjerm => ({
  kort: {},
  tekst: undefined,
  samtale: hvem.chat,
  aktivitet: 'x',
  status: 200,
})

export const titler = (skjerm: Skjerm): string[] => knapper(skjerm.kort).map(k => k.tittel)

/** What the button of that name sends. */
export function data(skjerm: Skjerm, tittel: string, nr = 0): Record<string, unknown> {
  const funnet = knapper(skjerm.kort).filter(k => k.tittel === tittel)[nr]?.data
  if (typeof funnet !== 'object' || funnet === null) throw new Error(`Ingen knapp «${tittel}».`)
  return { ...funnet }
}

/** One forløp as this person sees it now. */
export const forlopet = (hvem: Hvem, f: EtForlop): Promise<Skjerm> =>
  hvem.sender(iChatten(hvem), 'forlop.vis', { sak: f.sak })

/** One's own list, as it stands now. */
export const listen = (hvem: Hvem): Promise<Skjerm> => hvem.sender(iChatten(hvem), 'forlop.liste', {})

/** One meeting as this person sees it now. */
export const motet = (hvem: Hvem, mote: string): Promise<Skjerm> =>
  hvem.sender(iChatten(hvem), 'agenda.apne', { mote })

/** Begins a forløp, from the command to «Opprett». */
export async function etForlop(
  b: Testbot,
  rutine: 'bekymringsmelding' | 'vold' | 'tiltak' | 'aktiv_sak',
  hvem: Hvem = b.frida,
  felt: Record<string, string> = {},
): Promise<EtForlop> {
  const liste = await apner(b, hvem, '/forløp', 'forløp', 'Vis')
  const skjema = await hvem.trykker(liste, 'Nytt forløp')
  const kort = await hvem.trykker(skjema, 'Opprett', { rutine, melding: MELDT, ...felt })
  const [, ref = ''] = /Forløp ([A-Z]\d[A-Z]\d) er opprettet/.exec(skjermtekst(kort)) ?? []
  if (ref === '') throw new Error(`Ikke opprettet: ${skjermtekst(kort)}`)
  const { id } = await b.bot.ktx.db
    .selectFrom('sak')
    .select('id')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow()
  return { sak: id, ref }
}

/** Presses one choice after the other; the card it ends with. A choice with a day is «tittel=dag». */
export async function velger(hvem: Hvem, f: EtForlop, ...valg: string[]): Promise<Skjerm> {
  let kort = await forlopet(hvem, f)
  for (const ett of valg) {
    const [tittel = '', dato] = ett.split('=')
    kort = await hvem.trykker(kort, tittel)
    if (dato !== undefined) kort = await hvem.trykker(kort, 'Gå videre', { dato })
    if (!/Forløpet er (flyttet videre|avsluttet)\. /.test(skjermtekst(kort)))
      throw new Error(`«${ett}» ble ikke gjort: ${skjermtekst(kort)}`)
  }
  return kort
}

/** What the parents have answered, through the card: yes to school and barnevernet for what `omfang` says; the child is ten. */
export async function samtykker(hvem: Hvem, f: EtForlop, felt: Record<string, string> = {}): Promise<Skjerm> {
  const saken = await hvem.trykker(await forlopet(hvem, f), 'Samtykke')
  const knapp = titler(saken).find(t => t === 'Registrer samtykke' || t === 'Endre samtykke') ?? ''
  const skjema = await hvem.trykker(saken, knapp)
  const svar = await hvem.trykker(skjema, 'Registrer samtykke', {
    foresatte: '1',
    ja1: 'skole,bv',
    fodt: '3.2016',
    ...felt,
  })
  if (!titler(svar).includes('Til forløpet')) throw new Error(`Ikke registrert: ${skjermtekst(svar)}`)
  return svar
}

/** A yes to one closing meeting, and to nothing else. */
export const BARE_AVSLUTTENDE = { ja1: '', omfang: '', avsluttende: 'ja' }

export type Innkalt = { dato?: string; klokke?: string } & Record<string, string>

/** The form for calling a meeting of the step in, and what it answers with. */
export async function kallerInn(hvem: Hvem, f: EtForlop, type: string, felt: Innkalt = {}): Promise<Skjerm> {
  const skjema = await hvem.sender(iChatten(hvem), 'innkalling.skjema', { sak: f.sak, type })
  const finnes = JSON.stringify(skjema.kort)
  const har = (id: string) => finnes.includes(`"id":"${id}"`)
  return hvem.trykker(skjema, 'Kall inn', {
    dato: '2026-12-01',
    klokke: '13:00',
    larer: 'ikke_aktuelt',
    ...(har('ungdom') ? { ungdom: 'under_15' } : {}),
    ...(har('familie') ? { familie: 'ja' } : {}),
    ...felt,
  })
}

/** Calls a meeting in and says which it became. */
export async function etInnkaltForlopsmote(
  b: Testbot,
  hvem: Hvem,
  f: EtForlop,
  type: string,
  felt: Innkalt = {},
): Promise<string> {
  const svar = await kallerInn(hvem, f, type, felt)
  if (!skjermtekst(svar).includes('er kalt inn')) throw new Error(`Ikke kalt inn: ${skjermtekst(svar)}`)
  const mote = await motetI(b, f)
  return mote.id
}

/** The newest meeting of a forløp, as it stands in the database. */
export async function motetI(b: Testbot, f: EtForlop) {
  return b.bot.ktx.db
    .selectFrom('mote')
    .selectAll()
    .where('forlop', '=', f.sak)
    .orderBy('start', 'desc')
    .executeTakeFirstOrThrow()
}

/** Starts it at its hour, and stands at the first step. */
export async function starter(b: Testbot, hvem: Hvem, mote: string): Promise<Skjerm> {
  const { dato } = await b.bot.ktx.db
    .selectFrom('mote')
    .select('dato')
    .where('id', '=', mote)
    .executeTakeFirstOrThrow()
  await b.send()
  b.settTid(`${dato}T13:00`)
  return hvem.starter(await motet(hvem, mote))
}

/** Goes straight to the end, and ends it; the draft of the referat. */
export async function avslutter(
  hvem: Hvem,
  mote: string,
  felt: Record<string, string> = {},
): Promise<Skjerm> {
  const slutt = await hvem.sender(iChatten(hvem), 'mote.steg', { mote, steg: 'slutt' })
  return hvem.trykker(slutt, 'Avslutt møtet', felt)
}

/** A whole meeting of the step: called in, held and ended by the one who leads it. */
export async function holder(
  b: Testbot,
  f: EtForlop,
  type: string,
  valg: { innkaller?: Hvem; leder?: Hvem; felt?: Innkalt; slutt?: Record<string, string> } = {},
): Promise<string> {
  const { innkaller = b.frida, leder = innkaller, felt, slutt } = valg
  const mote = await etInnkaltForlopsmote(b, innkaller, f, type, felt)
  await starter(b, leder, mote)
  const svar = await avslutter(leder, mote, slutt)
  if (!skjermtekst(svar).includes('Møtet er avsluttet')) throw new Error(skjermtekst(svar))
  return mote
}

/** What is said before a closing meeting is ended. */
export const NESTE = { nesteDato: '2027-01-13', nesteKlokke: '13:00', kontaktpunkt: 'resepsjon' }

/** Up to the day the investigation is going on: the oppstartsmøte is passed by, or held. */
export async function underUndersokelse(b: Testbot, medMote = true): Promise<EtForlop> {
  const f = await etForlop(b, 'bekymringsmelding')
  await velger(b.frida, f, 'Meldingen undersøkes', 'Samtalen er holdt, tid er avtalt')
  if (medMote) await holder(b, f, 'oppstartsmote')
  return f
}

/** A melding about violence, up to the talks with the child after the 3-delt of Wednesday 25 November. */
export async function etter3delt(b: Testbot, felt: Record<string, string> = {}): Promise<EtForlop> {
  const f = await etForlop(b, 'vold', b.frida, felt)
  await velger(b.frida, f, 'Meldingen undersøkes', 'Tid er avtalt=2026-11-25', '3-delt er gjennomført')
  return f
}

/** In the phase of measures, with the parents' consent to it. */
export async function iTiltak(b: Testbot): Promise<EtForlop> {
  const f = await etForlop(b, 'tiltak')
  await velger(b.frida, f, 'Kontaktpersonen har ringt')
  await samtykker(b.frida, f, { omfang: 'tiltaksfasen' })
  return f
}

/** Somebody new, with a role at the practice school; `enhet`: of another unit of barnevernet. */
export async function nyPerson(
  b: Testbot,
  nr: string,
  navn: string,
  rolle: Rolle,
  enhet = '',
): Promise<Hvem> {
  const p: Ovingsperson = {
    ...FREMMED,
    id: `29:ny-${nr}`,
    oid: `00000000-0000-4000-8000-0000000001${nr}`,
    navn,
  }
  await lagreRolle(b.bot.ktx, OVING.skole.id, {
    person: ovingsId(p),
    rolle,
    tjeneste: TJENESTE_FOR[rolle],
    enhet,
  })
  const hvem = b.scene.som(p)
  await hvem.installerer()
  await b.send()
  return hvem
}

/** The checkpoints of a forløp as somebody sees them, one line each. */
export function sjekkpunkter(skjerm: Skjerm): string[] {
  return skjermtekst(skjerm)
    .split('\n')
    .map(linje => linje.trim())
    .filter(linje => linje.startsWith('☐') || linje.startsWith('☑'))
}

/** Ticks the checkpoint of that name. */
export async function krysser(hvem: Hvem, f: EtForlop, tekst: string): Promise<Skjerm> {
  const kort = await forlopet(hvem, f)
  const mine = sjekkpunkter(kort).filter(linje => /\[(Gjort|Angre)\]/.test(linje))
  const nr = mine.filter(linje => linje.includes('[Gjort]')).findIndex(linje => linje.includes(tekst))
  return hvem.trykker(kort, 'Gjort', {}, nr)
}

/** The same person, who also writes down all that is shown to them. */
export function horer(hvem: Hvem, alt: string[]): Hvem {
  return {
    ...hvem,
    async sender(...inn) {
      const skjerm = await hvem.sender(...inn)
      alt.push(skjermtekst(skjerm))
      return skjerm
    },
  }
}
