import { z } from 'zod'
import { lesMotetyper, SENDTE_MED, TYPEMAPPE } from './mote/les-motetyper.ts'
import type { Motetyper } from './mote/motetype.ts'
import { Motetypefeil } from './mote/motetypefil.ts'
import { erStille } from './oppfolging/paminnelser.ts'
import { TJENESTER } from './tilgang/roller.ts'
import { TAKT_PER_SEKUND } from './utboks/takt.ts'

/** A setting is missing or wrong: one line that names it. */
export class Innstillingsfeil extends Error {}

const liste = z
  .string()
  .default('')
  .transform(verdi =>
    verdi
      .split(',')
      .map(del => del.trim().toLowerCase())
      .filter(del => del !== ''),
  )

const heltall = (fra: number, til: number, standard: number) => {
  const error = `må være et helt tall fra ${fra} til ${til}`
  return z.coerce.number({ error }).int({ error }).min(fra, { error }).max(til, { error }).default(standard)
}

const ettAv = <V extends string>(verdier: readonly [V, ...V[]], standard: z.util.NoUndefined<V>) =>
  z.enum(verdier, { error: `må være ${verdier.join(' eller ')}` }).default(standard)

const klokkeslett = (standard: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, `må være et klokkeslett, som ${standard}`)
    .default(standard)

const tekst = z.string().trim().min(1, 'mangler')

/** «15», or «15,bup=16»: a number for all, and exceptions by service. */
const aldersgrenser = z
  .string()
  .default('15')
  .transform((verdi, ctx) => {
    const grenser: { standard: number; [tjeneste: string]: number } = { standard: 15 }
    for (const del of verdi.split(',').map(d => d.trim())) {
      const [, navn = 'standard', tall] = /^(?:([a-z]+)\s*=\s*)?(\d{1,2})$/.exec(del) ?? []
      const grense = Number(tall)
      const kjent = navn === 'standard' || (TJENESTER as readonly string[]).includes(navn)
      if (tall === undefined || grense < 10 || grense > 18 || !kjent) {
        ctx.addIssue({
          code: 'custom',
          message: `må være et tall fra 10 til 18, som 15 eller 15,bup=16 (${TJENESTER.join(', ')})`,
        })
        return z.NEVER
      }
      grenser[navn] = grense
    }
    return grenser
  })

const Miljo = z
  .object({
    DATABASE_URL: tekst.regex(/^postgres(ql)?:\/\//, 'må være en postgres://-adresse'),
    DATABASE_INNLOGGING: ettAv(['passord', 'entra'], 'passord'),
    APP_ID: tekst,
    TENANT_ID: tekst.transform(verdi => verdi.toLowerCase()),
    APP_TYPE: ettAv(['SingleTenant', 'UserAssignedMsi'], 'SingleTenant'),
    APP_PASSWORD: z.string().trim().default(''),
    APP_SERTIFIKAT_AVTRYKK: z.string().trim().default(''),
    // Where a variable is one line, the key's own line breaks are written out.
    APP_SERTIFIKAT_NOKKEL: z
      .string()
      .trim()
      .default('')
      .transform(verdi => verdi.replaceAll('\\n', '\n')),
    ADMINISTRATORER: liste.refine(navn => navn.length > 0, 'mangler'),
    TILLATTE_TENANTER: liste,
    INNSPILL_DAGER_FOR: heltall(0, 20, 1),
    INNSPILL_KLOKKE: klokkeslett('12:00'),
    ALDERSGRENSE: aldersgrenser,
    UTEN_KANALKORT: liste,
    MOTETYPER_MAPPE: z.string().trim().default(''),
    LAGRINGSDAGER: heltall(15, 3650, 90),
    SIKKERHETSKOPI_DAGER: heltall(0, 365, 7),
    OVERDRAGELSE_DAGER: heltall(1, 60, 5),
    KONTAKTPUNKT: ettAv(['avdelingsleder', 'resepsjon'], 'avdelingsleder'),
    PAMINNELSE_KLOKKE: klokkeslett('08:00'),
    STILLE_TID: z
      .string()
      .trim()
      .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'må være fra og til, som 17:00-07:00')
      .default('17:00-07:00'),
    LEDER_ETTER_DAGER: heltall(1, 90, 14),
    NOKKELHVELV: tekst.regex(
      /^https:\/\/[^/]+\/keys\/[A-Za-z0-9-]+$/,
      'må være adressen til nøkkelen, som https://hvelv.vault.azure.net/keys/navn',
    ),
    IDENTITET_KLIENT_ID: z.string().trim().default(''),
    LOGGANKER: tekst,
    OFFENTLIG_ADRESSE: z
      .string()
      .trim()
      .regex(/^(https:\/\/[^/\s]+)?$/, 'må være en https-adresse uten sti')
      .default(''),
    KALENDER_POSTKASSE: z
      .string()
      .trim()
      .regex(/^([^\s@/]+@[^\s@/]+)?$/, 'må være en e-postadresse, som moter@kommunen.no')
      .default(''),
    REFERATFILER: ettAv(['av', 'pa'], 'av'),
    PLANNER_PLAN: z
      .string()
      .trim()
      .regex(/^[\w-]*$/, 'må være id-en til en plan')
      .default(''),
    VED_FJERNING: ettAv(['behold', 'slett'], 'behold'),
    TEAMEIERE: ettAv(['av', 'graph'], 'av'),
    TAKT_PER_SEKUND: heltall(1, 50, TAKT_PER_SEKUND),
    KANALVAKT: ettAv(['av', 'pa'], 'av'),
    SKJEMA: ettAv(['dialog', 'i-kortet'], 'dialog'),
    HOST: z.string().default('0.0.0.0'),
    PORT: heltall(0, 65_535, 3978),
    METRIKK_PORT: heltall(0, 65_535, 0),
    METRIKK_HOST: z.string().trim().min(1, 'mangler').default('127.0.0.1'),
    HELSE_KO_MINUTTER: heltall(1, 120, 10),
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .string()
      .trim()
      .regex(/^(https?:\/\/[^\s@?#]+)?$/, 'må være en http- eller https-adresse')
      .default(''),
    LOGGNIVA: ettAv(['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  })
  .superRefine((miljo, ctx) => {
    if (erStille(miljo.PAMINNELSE_KLOKKE, stilleTid(miljo.STILLE_TID))) {
      ctx.addIssue({
        code: 'custom',
        path: ['PAMINNELSE_KLOKKE'],
        message: 'må være utenfor STILLE_TID',
      })
    }
    const [avtrykk, nokkel] = [miljo.APP_SERTIFIKAT_AVTRYKK !== '', miljo.APP_SERTIFIKAT_NOKKEL !== '']
    const sertifikat = avtrykk && nokkel
    if (miljo.APP_TYPE === 'UserAssignedMsi' && (miljo.APP_PASSWORD !== '' || avtrykk || nokkel)) {
      ctx.addIssue({
        code: 'custom',
        path: ['APP_TYPE'],
        message: 'UserAssignedMsi er uten APP_PASSWORD og APP_SERTIFIKAT_*: ta dem bort',
      })
    }
    if (miljo.APP_TYPE === 'SingleTenant' && avtrykk !== nokkel) {
      ctx.addIssue({
        code: 'custom',
        path: [avtrykk ? 'APP_SERTIFIKAT_NOKKEL' : 'APP_SERTIFIKAT_AVTRYKK'],
        message: 'mangler',
      })
    }
    // A password would be used in the token's place, and `sslmode` could take away the check of who gets it.
    if (miljo.DATABASE_INNLOGGING === 'entra' && !erBareBrukerOgSted(miljo.DATABASE_URL)) {
      ctx.addIssue({
        code: 'custom',
        path: ['DATABASE_URL'],
        message:
          'må være uten passord og valg når DATABASE_INNLOGGING er entra, som postgres://navn@vert/base',
      })
    }
    if (miljo.APP_TYPE === 'SingleTenant' && miljo.APP_PASSWORD === '' && !sertifikat) {
      ctx.addIssue({
        code: 'custom',
        path: ['APP_PASSWORD'],
        message: 'mangler (eller APP_SERTIFIKAT_AVTRYKK og APP_SERTIFIKAT_NOKKEL)',
      })
    }
  })

/** Every variable that is read. */
export const MILJOVARIABLER: readonly string[] = Object.keys(Miljo.shape)

export type Innstillinger = {
  databaseUrl: string
  /** Log in to the database with the identity's tokens, over TLS alone. */
  databaseMedToken: boolean
  appId: string
  tenant: string
  /** As the Bot Framework names them. */
  legitimasjon: Record<string, string>
  /** The app logs in with a password, where an identity or a certificate would do. */
  medPassord: boolean
  /** Entra object ids in the home tenant, or «tenant/oid». */
  administratorer: string[]
  tillatteTenanter: string[]
  valg: {
    innspillsfrist: { arbeidsdagerFor: number; klokke: string }
    aldersgrense: { standard: number; [tjeneste: string]: number }
    utenKanalkort: string[]
    motetyper: Motetyper
    lagring: { dager: number; sikkerhetskopiDager: number }
    overdragelse: { dager: number; kontaktpunkt: 'avdelingsleder' | 'resepsjon' }
    varsling: { klokke: string; stille: { fra: string; til: string }; lederEtterDager: number }
    helse: { koMinutter: number }
    vedFjerning: 'behold' | 'slett'
  }
  /** What is used of Microsoft Graph; each part needs a permission of its own. */
  grafvalg: {
    teameiere: boolean
    /** The mailbox whose calendar the meetings go into. */
    postkasse: string | undefined
    filer: boolean
    /** The plan that tasks go into. */
    plan: string | undefined
  }
  /** The Key Vault key that wraps all others, without a version. */
  nokkelhvelv: string
  identitetKlientId: string | undefined
  /** The file that the signed ends of the access log are added to: outside the database. */
  ankerfil: string
  offentligAdresse: string | undefined
  /** Requests a second to Teams, from all replicas together. */
  perSekund: number
  /** Look at all that is written in the channels, for names. */
  kanalvakt: boolean
  skjema: 'dialog' | 'i-kortet'
  host: string
  port: number
  /** Where the numbers are read; undefined: nowhere. */
  metrikk: { host: string; port: number } | undefined
  /** Where spans and numbers are sent (OpenTelemetry); undefined: nowhere. */
  telemetri: { adresse: string } | undefined
  loggniva: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Reads the environment once. Everything that is missing or wrong is named in one sentence, before anything starts. */
export function lesInnstillinger(miljo: Record<string, string | undefined>): Innstillinger {
  const lest = Miljo.safeParse(miljo)
  if (!lest.success) {
    const feil = lest.error.issues.map(
      i => `${i.path.join('.')} ${i.code === 'custom' || harVerdi(miljo, i.path) ? i.message : 'mangler'}`,
    )
    throw new Innstillingsfeil(`Kan ikke starte. Sett miljøvariablene: ${[...new Set(feil)].join('; ')}.`)
  }
  const m = lest.data
  const motetyper = motetyperI(m.MOTETYPER_MAPPE)
  const ukjent = m.UTEN_KANALKORT.some(type => motetyper[type] === undefined)
  if (ukjent)
    throw new Innstillingsfeil(
      `Kan ikke starte. Sett miljøvariablene: UTEN_KANALKORT må være møtetyper: ${Object.keys(motetyper).join(', ')}.`,
    )
  return {
    databaseUrl: m.DATABASE_URL,
    databaseMedToken: m.DATABASE_INNLOGGING === 'entra',
    appId: m.APP_ID,
    tenant: m.TENANT_ID,
    legitimasjon: {
      MicrosoftAppId: m.APP_ID,
      MicrosoftAppType: m.APP_TYPE,
      MicrosoftAppTenantId: m.TENANT_ID,
      ...(m.APP_PASSWORD === '' ? {} : { MicrosoftAppPassword: m.APP_PASSWORD }),
      ...(m.APP_SERTIFIKAT_AVTRYKK === '' ? {} : { CertificateThumbprint: m.APP_SERTIFIKAT_AVTRYKK }),
      ...(m.APP_SERTIFIKAT_NOKKEL === '' ? {} : { CertificatePrivateKey: m.APP_SERTIFIKAT_NOKKEL }),
    },
    medPassord: m.APP_TYPE === 'SingleTenant' && m.APP_SERTIFIKAT_NOKKEL === '',
    administratorer: m.ADMINISTRATORER.map(a => (a.includes('/') ? a : `${m.TENANT_ID}/${a}`)),
    tillatteTenanter: [m.TENANT_ID, ...m.TILLATTE_TENANTER],
    valg: {
      innspillsfrist: { arbeidsdagerFor: m.INNSPILL_DAGER_FOR, klokke: m.INNSPILL_KLOKKE },
      aldersgrense: m.ALDERSGRENSE,
      utenKanalkort: m.UTEN_KANALKORT,
      motetyper,
      lagring: { dager: m.LAGRINGSDAGER, sikkerhetskopiDager: m.SIKKERHETSKOPI_DAGER },
      overdragelse: { dager: m.OVERDRAGELSE_DAGER, kontaktpunkt: m.KONTAKTPUNKT },
      varsling: {
        klokke: m.PAMINNELSE_KLOKKE,
        stille: stilleTid(m.STILLE_TID),
        lederEtterDager: m.LEDER_ETTER_DAGER,
      },
      helse: { koMinutter: m.HELSE_KO_MINUTTER },
      vedFjerning: m.VED_FJERNING,
    },
    grafvalg: {
      teameiere: m.TEAMEIERE === 'graph',
      postkasse: m.KALENDER_POSTKASSE || undefined,
      filer: m.REFERATFILER === 'pa',
      plan: m.PLANNER_PLAN || undefined,
    },
    nokkelhvelv: m.NOKKELHVELV,
    identitetKlientId: m.IDENTITET_KLIENT_ID || undefined,
    ankerfil: m.LOGGANKER,
    offentligAdresse: m.OFFENTLIG_ADRESSE || undefined,
    perSekund: m.TAKT_PER_SEKUND,
    kanalvakt: m.KANALVAKT === 'pa',
    skjema: m.SKJEMA,
    host: m.HOST,
    port: m.PORT,
    metrikk: m.METRIKK_PORT === 0 ? undefined : { host: m.METRIKK_HOST, port: m.METRIKK_PORT },
    telemetri: m.OTEL_EXPORTER_OTLP_ENDPOINT === '' ? undefined : { adresse: m.OTEL_EXPORTER_OTLP_ENDPOINT },
    loggniva: m.LOGGNIVA,
  }
}

function harVerdi(miljo: Record<string, string | undefined>, sti: readonly PropertyKey[]): boolean {
  return (miljo[String(sti[0])] ?? '').trim() !== ''
}

function erBareBrukerOgSted(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { username, password, search } = new URL(url)
  return username !== '' && password === '' && search === ''
}

function stilleTid(verdi: string): { fra: string; til: string } {
  const [fra = '', til = ''] = verdi.split('-')
  return { fra, til }
}

/** The types that come with the bot, and the municipality's own on top. */
function motetyperI(mappe: string): Motetyper {
  try {
    return mappe === '' ? SENDTE_MED : lesMotetyper([TYPEMAPPE, mappe])
  } catch (feil) {
    if (feil instanceof Motetypefeil)
      throw new Innstillingsfeil(`Kan ikke starte. MOTETYPER_MAPPE: ${feil.message}`)
    throw feil
  }
}
