import { pipeline } from 'node:stream/promises'
import { finnFunn, MAKS_TEGN } from './navnevakt.ts'

/** Far more than MAKS_TEGN signs can fill, even when all are escaped: a line without end must not fill the memory. */
const MAKS_LINJE = 1_000_000

/**
 * `npm run -s navnevakt`: a line `{"text": …}` in, a line `{"spans": […]}` or `{"error": …}` out, in the same order. Empty lines are
 * passed over. The exit code is 1 when a line could not be answered.
 */
async function* svarPaLinjer(biter: AsyncIterable<Buffer>): AsyncGenerator<string> {
  for await (const linjer of delILinjer(biter)) {
    const svar = linjer.filter(linje => linje.trim() !== '').map(svarPa)
    if (svar.some(s => 'error' in s)) process.exitCode = 1
    if (svar.length > 0) yield `${svar.map(s => JSON.stringify(s)).join('\n')}\n`
  }
}

/** Lines end with \n alone: node:readline would also break at U+2028, which may stand in a text. */
async function* delILinjer(biter: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const tegn = new TextDecoder()
  let rest = ''
  for await (const bit of biter) {
    const linjer = (rest + tegn.decode(bit, { stream: true })).split('\n')
    rest = (linjer.pop() ?? '').slice(0, MAKS_LINJE + 1)
    yield linjer
  }
  yield [rest + tegn.decode()]
}

type Svar = { spans: { start: number; end: number; tier: 'A' | 'B'; kind: string }[] } | { error: string }

function svarPa(linje: string): Svar {
  if (linje.length > MAKS_LINJE) return { error: `Linja er lengre enn ${MAKS_LINJE} tegn.` }
  const tekst = lesTekst(linje)
  if (tekst === undefined) return { error: 'Linja er ikke JSON på formen {"text": "…"}.' }
  if (tekst.length > MAKS_TEGN) return { error: `Teksten er lengre enn ${MAKS_TEGN} tegn.` }
  return {
    spans: finnFunn(tekst).map(f => ({ start: f.start, end: f.slutt, tier: f.trinn, kind: f.slag })),
  }
}

function lesTekst(linje: string): string | undefined {
  try {
    const lest: unknown = JSON.parse(linje)
    const harTekst = typeof lest === 'object' && lest !== null && 'text' in lest
    return harTekst && typeof lest.text === 'string' ? lest.text : undefined
  } catch {
    return undefined
  }
}

/** «npm run -s navnevakt | head» closes the pipe; that is no error. */
function erLukket(feil: unknown): boolean {
  return feil instanceof Error && 'code' in feil && feil.code === 'EPIPE'
}

try {
  await pipeline(process.stdin, svarPaLinjer, process.stdout)
} catch (feil) {
  if (!erLukket(feil)) throw feil
}
