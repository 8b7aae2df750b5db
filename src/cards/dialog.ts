import type { Element, Kort } from './mal.ts'
import { APNER_DIALOG, erVerb } from './verb.ts'

/** How forms are shown: as dialogs (Teams), or as the answer in the card itself where the client has no dialogs. */
export type Skjemavisning = 'dialog' | 'i-kortet'

/** On a posted card, what opens a form or a view becomes a button that fetches a dialog. */
export function forMelding(kort: Kort, visning: Skjemavisning): Kort {
  if (visning === 'i-kortet') return kort
  return medKnapper(kort, knapp =>
    erVerb(knapp['verb']) && APNER_DIALOG.has(knapp['verb'])
      ? { ...tilSubmit(knapp), data: { ...objekt(knapp['data']), msteams: { type: 'task/fetch' } } }
      : knapp,
  )
}

/** In a dialog every button submits it. */
export function forDialog(kort: Kort): Kort {
  return medKnapper(kort, tilSubmit)
}

function tilSubmit(knapp: Element): Element {
  const { verb: _, ...resten } = knapp
  return { ...resten, type: 'Action.Submit' }
}

function objekt(verdi: unknown): Record<string, unknown> {
  return typeof verdi === 'object' && verdi !== null ? { ...verdi } : {}
}

function medKnapper(kort: Kort, endre: (knapp: Element) => Element): Kort {
  const ga = (verdi: unknown): unknown => {
    if (Array.isArray(verdi)) return verdi.map(ga)
    if (typeof verdi !== 'object' || verdi === null) return verdi
    const element = { ...verdi } as Element
    if (element.type === 'Action.Execute') return endre(element)
    return Object.fromEntries(Object.entries(element).map(([navn, del]) => [navn, ga(del)]))
  }
  return ga(kort) as Kort
}
