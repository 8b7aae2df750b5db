import { z } from 'zod'

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

const tekst = z.string().trim().min(1, 'mangler')

const Miljo = z
  .object({
    DATABASE_URL: tekst.regex(/^postgres(ql)?:\/\//, 'må være en postgres://-adresse'),
    APP_ID: tekst,
    TENANT_ID: tekst.transform(verdi => verdi.toLowerCase()),
    APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMsi']).default('SingleTenant'),
    APP_PASSWORD: z.string().trim().default(''),
    APP_SERTIFIKAT_AVTRYKK: z.string().trim().default(''),
    APP_SERTIFIKAT_NOKKEL: z.string().trim().default(''),
    ADMINISTRATORER: liste.refine(navn => navn.length > 0, 'mangler'),
    TILLATTE_TENANTER: liste,
    INNSPILL_DAGER_FOR: z.coerce.number().int().min(0).max(20).default(1),
    INNSPILL_KLOKKE: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'må være et klokkeslett, som 12:00')
      .default('12:00'),
    SKJEMA: z.enum(['dialog', 'i-kortet']).default('dialog'),
    HOST: z.string().default('0.0.0.0'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
    LOGGNIVA: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((miljo, ctx) => {
    const sertifikat = miljo.APP_SERTIFIKAT_AVTRYKK !== '' && miljo.APP_SERTIFIKAT_NOKKEL !== ''
    if (miljo.APP_TYPE === 'SingleTenant' && miljo.APP_PASSWORD === '' && !sertifikat) {
      ctx.addIssue({
        code: 'custom',
        path: ['APP_PASSWORD'],
        message: 'mangler (eller APP_SERTIFIKAT_AVTRYKK og APP_SERTIFIKAT_NOKKEL)',
      })
    }
  })

export type Innstillinger = {
  databaseUrl: string
  appId: string
  tenant: string
  /** As the Bot Framework names them. */
  legitimasjon: Record<string, string>
  /** Entra object ids in the home tenant, or «tenant/oid». */
  administratorer: string[]
  tillatteTenanter: string[]
  innspillsfrist: { arbeidsdagerFor: number; klokke: string }
  skjema: 'dialog' | 'i-kortet'
  host: string
  port: number
  loggniva: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Reads the environment once. Everything that is missing or wrong is named in one sentence, before anything starts. */
export function lesInnstillinger(miljo: Record<string, string | undefined>): Innstillinger {
  const lest = Miljo.safeParse(miljo)
  if (!lest.success) {
    const feil = lest.error.issues.map(
      i => `${i.path.join('.')} ${i.code === 'invalid_type' ? 'mangler' : i.message}`,
    )
    throw new Innstillingsfeil(`Kan ikke starte. Sett miljøvariablene: ${[...new Set(feil)].join('; ')}.`)
  }
  const m = lest.data
  return {
    databaseUrl: m.DATABASE_URL,
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
    administratorer: m.ADMINISTRATORER.map(a => (a.includes('/') ? a : `${m.TENANT_ID}/${a}`)),
    tillatteTenanter: [m.TENANT_ID, ...m.TILLATTE_TENANTER],
    innspillsfrist: { arbeidsdagerFor: m.INNSPILL_DAGER_FOR, klokke: m.INNSPILL_KLOKKE },
    skjema: m.SKJEMA,
    host: m.HOST,
    port: m.PORT,
    loggniva: m.LOGGNIVA,
  }
}
