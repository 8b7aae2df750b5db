import { isDeepStrictEqual, parseArgs } from 'node:util'
import { lesMotetyper, SENDTE_MED, TYPEMAPPE } from './les-motetyper.ts'
import type { Motetype, Motetyper, Typepunkt } from './motetype.ts'
import { Motetypefeil } from './motetypefil.ts'

const PART = { skole: 'skolen', bv: 'barnevernet', innkaller: 'den som innkaller', ingen: 'ingen' } as const
const STED = { skole: 'på skolen', bv: 'hos barnevernet', telefon: 'på telefon' } as const
const SAMTYKKE = {
  per_sak: 'sak for sak',
  ingen: 'ikke nødvendig',
  samarbeidsmote: 'samarbeidsmøte med skolen',
  tiltaksfasen: 'samarbeid i tiltaksfasen',
  avsluttende: 'avsluttende møte',
} as const

/**
 * `npm run motetyper [MAPPE]`: every meeting type, after the municipality's folder has been checked; `-- --vis ID` shows one.
 * Without a folder, that of MOTETYPER_MAPPE. The exit code is 1 when something is wrong, and one line says what.
 */
function kjor(argumenter: string[]): string {
  const { values, positionals } = lesArgumenter(argumenter)
  const mappe = positionals[0] ?? process.env['MOTETYPER_MAPPE']?.trim()
  const typer = lesMotetyper(mappe ? [TYPEMAPPE, mappe] : [TYPEMAPPE])
  if (values.vis === undefined) return liste(typer)
  const type = typer[values.vis]
  if (type === undefined)
    throw new Motetypefeil(
      `Det er ingen møtetype med id-en «${values.vis}». Velg blant ${Object.keys(typer).join(', ')}.`,
    )
  return visning(type)
}

function lesArgumenter(args: string[]) {
  try {
    return parseArgs({ args, options: { vis: { type: 'string' } }, allowPositionals: true })
  } catch {
    throw new Motetypefeil('Bruk: npm run motetyper [MAPPE], eller npm run motetyper -- [MAPPE] --vis ID')
  }
}

function liste(typer: Motetyper): string {
  const rader = Object.values(typer).map(type => [
    type.id,
    type.navn.nb,
    type.innkaller.map(part => PART[part]).join(' og '),
    PART[type.leder],
    PART[type.referent],
    SAMTYKKE[type.samtykke],
    String(type.deler.flatMap(del => del.punkter).length),
    merke(type),
  ])
  const alle = [['id', 'navn', 'innkaller', 'leder', 'referent', 'samtykke', 'punkter', ''], ...rader]
  const bredder = alle[0]?.map((_, k) => Math.max(...alle.map(rad => rad[k]?.length ?? 0))) ?? []
  return alle
    .map(rad =>
      rad
        .map((felt, k) => felt.padEnd(bredder[k] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** What the municipality has made itself, or made different. */
function merke(type: Motetype): '' | 'egen' | 'endret' {
  const sendt = SENDTE_MED[type.id]
  if (sendt === undefined) return 'egen'
  return isDeepStrictEqual(type, sendt) ? '' : 'endret'
}

function visning(type: Motetype): string {
  const merket = merke(type)
  const tolk = type.tolk === 'ingen' ? '' : ` (+ ${type.tolkMinutter} med tolk; ${PART[type.tolk]} bestiller)`
  return [
    `${type.navn.nb} (${type.id})${merket === '' ? '' : ` – ${merket}`}`,
    type.formal.nb,
    '',
    `Innkaller: ${type.innkaller.map(part => PART[part]).join(' og ')}. Leder: ${PART[type.leder]}. Referent: ${PART[type.referent]}.`,
    `Sted: ${STED[type.sted]}. Tid: ${type.minutter} minutter${tolk}. Samtykke: ${SAMTYKKE[type.samtykke]}.`,
    ...(type.forberedelse.length === 0 ? [] : ['', 'Før møtet', ...punkter(type.forberedelse, () => '-')]),
    ...type.deler.flatMap(del => [
      '',
      del.skoleMedSamtykke ? `${del.navn.nb} (skolen bare med samtykke)` : del.navn.nb,
      ...punkter(del.punkter, nr => `${nr}.`),
    ]),
  ].join('\n')
}

function punkter(liste: readonly Typepunkt[], foran: (nr: number) => string): string[] {
  return liste.flatMap(({ tekst }, i) => {
    const tegn = foran(i + 1)
    return [`  ${tegn} ${tekst.nb}`, `  ${' '.repeat(tegn.length)} ${tekst.nn}`]
  })
}

try {
  process.stdout.write(`${kjor(process.argv.slice(2))}\n`)
} catch (feil) {
  if (!(feil instanceof Motetypefeil)) throw feil
  process.stderr.write(`${feil.message}\n`)
  process.exitCode = 1
}
