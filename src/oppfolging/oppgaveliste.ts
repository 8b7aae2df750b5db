import { DateTime } from 'luxon'

/** Which of the open tasks are shown; `ledige`: those that need somebody new. */
export const UTVALG = ['alle', 'forfalt', 'uken', 'ledige'] as const
export type Utvalg = (typeof UTVALG)[number]

/** Where one stands in a list: the page from 0, what is filtered on, and for whom (empty: everybody's). */
export type Listevalg = { side: number; utvalg: Utvalg; skole: string; hvem: string }

export const FORSTE: Listevalg = { side: 0, utvalg: 'alle', skole: '', hvem: '' }

/** Rows on a page: they are read on a phone, and a card holds 28 kB. */
export const PER_SIDE = 8

/** Monday to Sunday of the week this day is in. */
export function ukenTil(idag: string): { fra: string; til: string } {
  const dag = DateTime.fromISO(idag)
  return {
    fra: dag.startOf('week').toFormat('yyyy-MM-dd'),
    til: dag.endOf('week').toFormat('yyyy-MM-dd'),
  }
}

/** The page that is shown: the last one there is, when what was on this one is done. */
export function sidenAv(antall: number, side: number): { side: number; sider: number } {
  const sider = Math.max(1, Math.ceil(antall / PER_SIDE))
  return { side: Math.min(side, sider - 1), sider }
}
