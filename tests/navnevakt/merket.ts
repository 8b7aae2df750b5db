type Merket = { tekst: string; ord: string[]; spenn: [start: number, slutt: number][] }

/** «Moren til [Kari] ringte» as plain text, with what stood in brackets and where. */
export function merket(setning: string): Merket {
  const treff = [...setning.matchAll(/\[([^\]]+)\]/g)]
  const ord = treff.map(t => t[1] ?? '')
  const start = treff.map((t, i) => t.index - 2 * i)
  return {
    tekst: setning.replace(/[[\]]/g, ''),
    ord,
    spenn: ord.map((o, i) => [start[i] ?? 0, (start[i] ?? 0) + o.length]),
  }
}
