import { z } from 'zod'

/** The package cannot be made: one sentence that says what to put right. */
export class Apppakkefeil extends Error {}

/** What the package says of this deployment, by the names the template uses. */
export type Pakkeinnstillinger = {
  APP_ID: string
  PAKKE_ID: string
  PAKKE_UTGIVER: string
  PAKKE_NETTSTED: string
  PAKKE_PERSONVERN: string
  PAKKE_VILKAR: string
  /** As the template has it when none is given. */
  PAKKE_VERSJON: string | undefined
  /** The bot's own address, and its host alone. */
  OFFENTLIG_ADRESSE: string
  VERT: string
  KANALVAKT: boolean
}

const GUID = 'må være en id som 00000000-0000-0000-0000-000000000000'
const MAKS_UTGIVER = 32

const tekst = z.string({ error: 'mangler' }).trim().min(1, 'mangler')
const guid = z.guid(GUID).transform(id => id.toLowerCase())
const nettadresse = z
  .string()
  .refine(
    verdi => lesAdresse(verdi) !== undefined,
    'må være en https-adresse, som https://www.kommunen.no/side',
  )
/** An empty value is none. */
const valgfri = <S extends z.ZodType>(skjema: S) =>
  z.preprocess(verdi => (typeof verdi === 'string' ? verdi.trim() || undefined : verdi), skjema.optional())

const Miljo = z.object({
  APP_ID: tekst.pipe(guid),
  OFFENTLIG_ADRESSE: tekst.refine(
    verdi => /^https:\/\/[^/?#@]+$/.test(verdi) && lesAdresse(verdi) !== undefined,
    'må være botens https-adresse på nettet, uten sti',
  ),
  PAKKE_ID: valgfri(guid),
  PAKKE_UTGIVER: tekst.pipe(z.string().max(MAKS_UTGIVER, `kan ha høyst ${MAKS_UTGIVER} tegn`)),
  PAKKE_NETTSTED: tekst.pipe(nettadresse),
  PAKKE_PERSONVERN: tekst.pipe(nettadresse),
  PAKKE_VILKAR: valgfri(nettadresse),
  PAKKE_VERSJON: valgfri(
    z.string().regex(/^[1-9]\d*\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/, 'må være tre tall, som 1.0.1, og minst 1.0.0'),
  ),
  KANALVAKT: valgfri(z.enum(['av', 'pa'], { error: 'må være av eller pa' })),
})

/** Reads the environment. All that is missing or wrong is named in one sentence (Apppakkefeil). */
export function lesPakkeinnstillinger(miljo: Record<string, string | undefined>): Pakkeinnstillinger {
  const lest = Miljo.safeParse(miljo)
  if (!lest.success) {
    const feil = lest.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    throw new Apppakkefeil(
      `Apppakken kan ikke lages før miljøvariablene er på plass: ${[...new Set(feil)].join('; ')}.`,
    )
  }
  const m = lest.data
  return {
    APP_ID: m.APP_ID,
    PAKKE_ID: m.PAKKE_ID ?? m.APP_ID,
    PAKKE_UTGIVER: m.PAKKE_UTGIVER,
    PAKKE_NETTSTED: m.PAKKE_NETTSTED,
    PAKKE_PERSONVERN: m.PAKKE_PERSONVERN,
    PAKKE_VILKAR: m.PAKKE_VILKAR ?? m.PAKKE_NETTSTED,
    PAKKE_VERSJON: m.PAKKE_VERSJON,
    OFFENTLIG_ADRESSE: m.OFFENTLIG_ADRESSE,
    VERT: lesAdresse(m.OFFENTLIG_ADRESSE)?.host ?? '',
    KANALVAKT: m.KANALVAKT === 'pa',
  }
}

/** An address on the open net: Teams reaches neither a machine's own name nor a bare number. */
function lesAdresse(verdi: string): URL | undefined {
  if (!URL.canParse(verdi)) return undefined
  const adresse = new URL(verdi)
  const paNettet = /\.[a-z][a-z0-9-]*$/.test(adresse.hostname)
  return adresse.protocol === 'https:' && paNettet && adresse.username === '' ? adresse : undefined
}
