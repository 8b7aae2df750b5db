export type Spenn = readonly [start: number, slutt: number]
export type Funnet = readonly [start: number, slutt: number, trinn: 'A' | 'B']
export type Setning = { text: string; spans: readonly Spenn[] }

/** Counts, not shares: sets can be added together. */
export type Poeng = {
  navn: number
  funnet: number
  treff: number
  riktige: number
  uten: number
  falske: number
}

/**
 * Found is any overlap: recall counts the names marked in the text, precision the spans that were predicted, and false alarm the
 * sentences without names that got at least one.
 */
export function poeng(setninger: readonly Setning[], svar: readonly (readonly Funnet[])[]): Poeng {
  const sum = { navn: 0, funnet: 0, treff: 0, riktige: 0, uten: 0, falske: 0 }
  for (const [i, { spans }] of setninger.entries()) {
    const funn = svar[i] ?? []
    sum.navn += spans.length
    sum.funnet += spans.filter(navn => funn.some(f => overlapper(f, navn))).length
    sum.treff += funn.length
    sum.riktige += funn.filter(f => spans.some(navn => overlapper(f, navn))).length
    if (spans.length > 0) continue
    sum.uten++
    if (funn.length > 0) sum.falske++
  }
  return sum
}

/** «97,4 / 75,4 / 6,6»: recall, precision and false alarm in per cent; a dash where there is nothing to count. */
export function visPoeng(p: Poeng): string {
  return [andel(p.funnet, p.navn), andel(p.riktige, p.treff), andel(p.falske, p.uten)].join(' / ')
}

function andel(del: number, av: number): string {
  return av === 0 ? '–' : ((100 * del) / av).toFixed(1).replace('.', ',')
}

function overlapper(a: Funnet | Spenn, b: Spenn): boolean {
  return a[0] < b[1] && b[0] < a[1]
}

/** The value that the given share of the numbers is at or under. */
export function kvantil(tall: readonly number[], andelen: number): number {
  const sortert = tall.toSorted((a, b) => a - b)
  return sortert[Math.min(sortert.length - 1, Math.floor(sortert.length * andelen))] ?? Number.NaN
}
