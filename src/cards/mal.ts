import { readFileSync } from 'node:fs'
import * as ACData from 'adaptivecards-templating'
import { nb } from './tekst/nb.ts'
import type { Tekster } from './tekst/tekster.ts'
import type { Verb } from './verb.ts'

export type Element = { type: string; [egenskap: string]: unknown }
export type Kort = { type: 'AdaptiveCard'; body: Element[]; actions?: Element[]; [egenskap: string]: unknown }

const maler = new Map<string, ACData.Template>()

function mal(navn: string): ACData.Template {
  let funnet = maler.get(navn)
  if (funnet === undefined) {
    const fil = new URL(`../../cards/${navn}.json`, import.meta.url)
    funnet = new ACData.Template(JSON.parse(readFileSync(fil, 'utf8')))
    maler.set(navn, funnet)
  }
  return funnet
}

/**
 * Fills the template of that name in /cards. Data is inserted as it is and never read as a template again; text that people
 * typed goes into TextRun, input values and choice titles alone, where nothing is markup.
 */
export function fyll(navn: string, data: Record<string, unknown>, t: Tekster = nb): Kort {
  const kort = mal(navn).expand({ $root: { t, ...data } }) as Kort
  if (t.ovingsmerke === '' || navn.endsWith('boks')) return kort
  const [forste, ...resten] = kort.body
  if (forste === undefined) return kort
  return { ...kort, body: [ovingslinje(t), { ...forste, spacing: 'Small' }, ...resten] }
}

/** In practice mode every card says that its children are invented (fag: samtykke, regel 10). */
export function medOving(t: Tekster, oving: boolean): Tekster {
  return oving ? { ...t, ovingsmerke: t.oving } : t
}

function ovingslinje(t: Tekster): Element {
  return { type: 'TextBlock', text: t.ovingsmerke, size: 'Small', isSubtle: true, wrap: true }
}

export type Knapp = Element

/** A button. `utenFelt`: does not send what is typed in the form, and is not stopped by it. */
export function knapp(
  tittel: string,
  verb: Verb,
  data: Record<string, unknown>,
  valg: {
    stil?: 'positive' | 'destructive'
    utenFelt?: boolean
    skjult?: boolean
  } = {},
): Knapp {
  return {
    type: 'Action.Execute',
    title: tittel,
    verb,
    data: { ...data, verb },
    ...(valg.stil === undefined ? {} : { style: valg.stil }),
    ...(valg.utenFelt ? { associatedInputs: 'none' } : {}),
    ...(valg.skjult ? { mode: 'secondary' } : {}),
  }
}

/** Typed text as lines to show: rich text knows no line breaks, and «{{DATE(…)}}» would be read as a date by clients. */
export function avsnitt(tekst: string): string[] {
  const linjer = uskadelig(tekst)
    .split(/\r\n|\r|\n/)
    .map(linje => linje.trimEnd())
  const faerre = linjer.filter((linje, i) => linje !== '' || (i > 0 && linjer[i - 1] !== ''))
  const vis = faerre.length > 80 ? [...faerre.slice(0, 79), faerre.slice(79).join(' ')] : faerre
  return vis.map(linje => (linje === '' ? '\u00a0' : linje))
}

export function uskadelig(tekst: string): string {
  return tekst.replace(/\{\{(?=\s*(?:DATE|TIME)\()/gi, '{\u200b{')
}

/** What stands around a card: on top, and last, where the eye is when a long form has been sent. */
export type Rundt = { topp: Element[]; bunn: Element[] }

/** A card with more elements on top: what was just done, what was wrong, what another has written. */
export function medTopp(kort: Kort, ...deler: (Element[] | Rundt | undefined)[]): Kort {
  const rundt = deler.map(del =>
    Array.isArray(del) ? { topp: del, bunn: [] } : (del ?? { topp: [], bunn: [] }),
  )
  return { ...kort, body: [...rundt.flatMap(r => r.topp), ...kort.body, ...rundt.flatMap(r => r.bunn)] }
}

export function merknad(tekst: string | undefined): Element[] | undefined {
  return tekst === undefined ? undefined : fyll('merknadboks', { tekst: uskadelig(tekst) }).body
}
