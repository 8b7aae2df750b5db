import { type Farger, type Tema, temaer, vertsoppsett } from './vertsoppsett.ts'

/** Platform limit we keep: cards above 28 KB risk being refused by Teams. */
export const maksBytes = 28 * 1024

type Objekt = Readonly<Record<string, unknown>>

/** The size of the card as it is sent, in UTF-8 bytes. */
export const bytes = (kort: unknown): number => Buffer.byteLength(JSON.stringify(kort))

/** What can be judged from the JSON alone, one Norwegian sentence each; the rest is measured in the browser. */
export function kontrollerKort(kort: unknown): string[] {
  const funn: string[] = []
  if (!erKort(kort)) return ['er ikke et AdaptiveCard med version 1.5 eller eldre']
  if (bytes(kort) > maksBytes) funn.push(`kortet er ${bytes(kort)} byte, grensen er ${maksBytes}`)
  for (const { objekt, sti } of objekter(kort, '')) {
    const type = objekt['type']
    if (typeof type !== 'string') continue
    const hvem = `${type}${typeof objekt['id'] === 'string' ? ` «${objekt['id']}»` : ''} (${sti})`
    if (type.startsWith('Input.') && !harLedetekst(objekt)) funn.push(`${hvem} mangler label`)
    if (type.startsWith('Action.') && !harTekst(objekt['title'])) funn.push(`${hvem} mangler title`)
    if (type === 'Action.Submit' && 'isEnabled' in objekt)
      funn.push(`${hvem} har isEnabled, som Teams ikke følger`)
    if (type === 'Image' && !harTekst(objekt['altText'])) funn.push(`${hvem} mangler altText`)
  }
  return funn
}

function* objekter(verdi: unknown, sti: string): Generator<{ objekt: Objekt; sti: string }> {
  if (Array.isArray(verdi)) {
    for (const [i, del] of verdi.entries()) yield* objekter(del, `${sti}[${i}]`)
  } else if (typeof verdi === 'object' && verdi !== null) {
    const objekt = verdi as Objekt
    yield { objekt, sti: sti || 'roten' }
    for (const [nokkel, del] of Object.entries(objekt)) {
      // What an action carries back is ours, and a refresh is never shown: neither is card content.
      if (nokkel === 'data' || nokkel === 'refresh' || nokkel === 'msteams') continue
      yield* objekter(del, sti ? `${sti}.${nokkel}` : nokkel)
    }
  }
}

const erKort = (verdi: unknown) =>
  typeof verdi === 'object' &&
  verdi !== null &&
  'type' in verdi &&
  verdi.type === 'AdaptiveCard' &&
  'version' in verdi &&
  /^1\.[0-5]$/.test(String(verdi.version))

/** A toggle's title stands beside its box and is what a screen reader says; every other field needs a label. */
const harLedetekst = (felt: Objekt) =>
  harTekst(felt['label']) || (felt['type'] === 'Input.Toggle' && harTekst(felt['title']))

const harTekst = (verdi: unknown) => typeof verdi === 'string' && verdi.trim() !== ''

/** WCAG 2.1, success criterion 1.4.3: text against its background, at least 4.5:1. */
export const minsteKontrast = 4.5

/** Every text colour on every container colour in both themes: one sentence for each pair that is too faint. */
export function kontrastfunn(): string[] {
  return temaer.flatMap(tema =>
    Object.entries(vertsoppsett[tema].containerStyles).flatMap(
      ([stil, { backgroundColor, foregroundColors }]) =>
        Object.entries(foregroundColors)
          .filter(([navn]) => !fastLysOgMork.has(navn))
          .flatMap(([navn, farger]) => forSvake(tema, stil, backgroundColor, navn, farger)),
    ),
  )
}

/** Adaptive Cards has these two for text on pictures; they do not follow the theme, and our cards never use them. */
const fastLysOgMork = new Set(['light', 'dark'])

function forSvake(tema: Tema, stil: string, bakgrunn: string, navn: string, farger: Farger): string[] {
  return Object.entries(farger)
    .map(([grad, farge]) => ({ grad, farge, verdi: kontrast(farge, bakgrunn) }))
    .filter(({ verdi }) => verdi < minsteKontrast)
    .map(
      ({ grad, farge, verdi }) =>
        `vertsoppsett ${tema}: ${navn}/${grad} ${farge} på ${stil} ${bakgrunn} har kontrast ${verdi.toFixed(2)}`,
    )
}

/** Contrast of two #rrggbb colours, from 1 to 21. */
export function kontrast(a: string, b: string): number {
  const [lys, mork] = [luminans(a), luminans(b)].sort((x, y) => y - x) as [number, number]
  return (lys + 0.05) / (mork + 0.05)
}

function luminans(farge: string): number {
  if (!/^#[0-9a-f]{6}$/i.test(farge)) throw new Error(`Ikke en farge på formen #rrggbb: ${farge}`)
  const kanal = (fra: number) => {
    const verdi = Number.parseInt(farge.slice(fra, fra + 2), 16) / 255
    return verdi <= 0.03928 ? verdi / 12.92 : ((verdi + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * kanal(1) + 0.7152 * kanal(3) + 0.0722 * kanal(5)
}
