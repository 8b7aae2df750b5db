/** The first text, or four words of one, that stands in what was sent. */
export function lekket(tekster: readonly string[], sendt: readonly string[]): string | undefined {
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
