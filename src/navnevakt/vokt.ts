import { type Funn, finnFunn, MAKS_TEGN } from './navnevakt.ts'

/** What the guard stopped, by field: the author gets the form back, nothing is stored. */
export type Stoppet = { kode: 'navnevakt'; funn: Record<string, Funn[]> } | { kode: 'for-lang'; felt: string }

/** Every free-text field passes here before it is stored (fag: samtykke, regel 3). Undefined when all is well. */
export function vokt(felter: Record<string, string>): Stoppet | undefined {
  const forLang = Object.entries(felter).find(([, tekst]) => tekst.length > MAKS_TEGN)
  if (forLang !== undefined) return { kode: 'for-lang', felt: forLang[0] }
  const funn = Object.fromEntries(
    Object.entries(felter)
      .map(([felt, tekst]) => [felt, finnFunn(tekst).filter(f => f.trinn === 'A')] as const)
      .filter(([, treff]) => treff.length > 0),
  )
  return Object.keys(funn).length === 0 ? undefined : { kode: 'navnevakt', funn }
}
