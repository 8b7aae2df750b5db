import { describe, expect, it } from 'vitest'
import { Innstillingsfeil, lesInnstillinger } from '../src/config.ts'
import { STANDARDVALG } from '../src/database/kontekst.ts'
import { SENDTE_MED } from '../src/mote/les-motetyper.ts'

const HEL = {
  DATABASE_URL: 'postgres://bot@127.0.0.1/skolestotte',
  APP_ID: '11111111-1111-4111-8111-111111111111',
  TENANT_ID: 'AAAAAAAA-1111-4111-8111-111111111111',
  APP_PASSWORD: 'ikke-ekte',
  ADMINISTRATORER: 'abc',
  NOKKELHVELV: 'https://skolestotte.vault.azure.net/keys/mester',
  LOGGANKER: '/var/skolestotte/ankere.jsonl',
}

const melding = (miljo: Record<string, string | undefined>) => {
  try {
    lesInnstillinger(miljo)
    return ''
  } catch (feil) {
    if (!(feil instanceof Innstillingsfeil)) throw feil
    return feil.message
  }
}

// What is connected of Microsoft 365 is no setting: it follows from those that connect it.
const { m365: _, ...KOMMUNENS } = STANDARDVALG

describe('innstillinger', () => {
  it('leses når alt er der, med tenanten i små bokstaver', () => {
    const lest = lesInnstillinger({
      ...HEL,
      ADMINISTRATORER: 'ABC, annen-tenant/DEF',
      TILLATTE_TENANTER: 'T2',
    })
    expect(lest.tenant).toBe('aaaaaaaa-1111-4111-8111-111111111111')
    expect(lest.administratorer).toEqual([`${lest.tenant}/abc`, 'annen-tenant/def'])
    expect(lest.tillatteTenanter).toEqual([lest.tenant, 't2'])
    expect(lest.skjema).toBe('dialog')
    expect(lest.nokkelhvelv).toBe(HEL.NOKKELHVELV)
    expect(lest.ankerfil).toBe(HEL.LOGGANKER)
  })

  it('har valg for det som ikke er satt', () => {
    const lest = lesInnstillinger(HEL)
    expect(lest.valg).toEqual({ ...KOMMUNENS, motetyper: SENDTE_MED })
    expect(lest).toMatchObject({
      identitetKlientId: undefined,
      offentligAdresse: undefined,
      grafvalg: { teameiere: false, postkasse: undefined, filer: false, plan: undefined },
      kanalvakt: false,
      perSekund: 46,
      skjema: 'dialog',
      host: '0.0.0.0',
      port: 3978,
      metrikk: undefined,
      telemetri: undefined,
      loggniva: 'info',
    })
  })

  it.each([
    ['INNSPILL_DAGER_FOR', '3', { innspillsfrist: { arbeidsdagerFor: 3, klokke: '12:00' } }],
    ['INNSPILL_DAGER_FOR', '0', { innspillsfrist: { arbeidsdagerFor: 0, klokke: '12:00' } }],
    ['INNSPILL_KLOKKE', '08:30', { innspillsfrist: { arbeidsdagerFor: 1, klokke: '08:30' } }],
    ['ALDERSGRENSE', '16', { aldersgrense: { standard: 16 } }],
    ['ALDERSGRENSE', '15, bup=16 ,bv=12', { aldersgrense: { standard: 15, bup: 16, bv: 12 } }],
    ['ALDERSGRENSE', 'bup=16', { aldersgrense: { standard: 15, bup: 16 } }],
    ['UTEN_KANALKORT', 'Innsatsteam', { utenKanalkort: ['innsatsteam'] }],
    ['LAGRINGSDAGER', '15', { lagring: { dager: 15, sikkerhetskopiDager: 7 } }],
    ['LAGRINGSDAGER', '3650', { lagring: { dager: 3650, sikkerhetskopiDager: 7 } }],
    ['SIKKERHETSKOPI_DAGER', '0', { lagring: { dager: 90, sikkerhetskopiDager: 0 } }],
    ['SIKKERHETSKOPI_DAGER', '35', { lagring: { dager: 90, sikkerhetskopiDager: 35 } }],
    ['OVERDRAGELSE_DAGER', '10', { overdragelse: { dager: 10, kontaktpunkt: 'avdelingsleder' } }],
    ['HELSE_KO_MINUTTER', '30', { helse: { koMinutter: 30 } }],
    ['KONTAKTPUNKT', 'resepsjon', { overdragelse: { dager: 5, kontaktpunkt: 'resepsjon' } }],
    ['PAMINNELSE_KLOKKE', '07:30', { varsling: { ...KOMMUNENS.varsling, klokke: '07:30' } }],
    [
      'STILLE_TID',
      '16:00-06:30',
      { varsling: { ...KOMMUNENS.varsling, stille: { fra: '16:00', til: '06:30' } } },
    ],
    ['LEDER_ETTER_DAGER', '7', { varsling: { ...KOMMUNENS.varsling, lederEtterDager: 7 } }],
  ])('tar kommunens valg %s=%s', (navn, verdi, valg) => {
    expect(lesInnstillinger({ ...HEL, [navn]: verdi }).valg).toEqual({
      ...KOMMUNENS,
      motetyper: SENDTE_MED,
      ...valg,
    })
  })

  it.each([
    ['NOKKELHVELV', 'https://annet.vault.azure.net/keys/navn-2', 'nokkelhvelv'],
    ['LOGGANKER', ' ankere.jsonl ', 'ankerfil'],
    ['IDENTITET_KLIENT_ID', '22222222-2222-4222-8222-222222222222', 'identitetKlientId'],
    ['OFFENTLIG_ADRESSE', 'https://skolestotte.kommune.example', 'offentligAdresse'],
    ['OFFENTLIG_ADRESSE', 'https://kommune.example:8443', 'offentligAdresse'],
  ] as const)('tar %s=%s', (navn, verdi, felt) => {
    expect(lesInnstillinger({ ...HEL, [navn]: verdi })[felt]).toBe(verdi.trim())
  })

  it('viser tallene bare der det er bedt om, og da bare på egen maskin', () => {
    expect(lesInnstillinger({ ...HEL, METRIKK_PORT: '9464' }).metrikk).toEqual({
      host: '127.0.0.1',
      port: 9464,
    })
    expect(lesInnstillinger({ ...HEL, METRIKK_PORT: '9464', METRIKK_HOST: '0.0.0.0' }).metrikk?.host).toBe(
      '0.0.0.0',
    )
    expect(lesInnstillinger({ ...HEL, METRIKK_HOST: '0.0.0.0' }).metrikk).toBeUndefined()
    expect(melding({ ...HEL, METRIKK_PORT: '70000' })).toContain(
      'METRIKK_PORT må være et helt tall fra 0 til 65535',
    )
    expect(melding({ ...HEL, HELSE_KO_MINUTTER: '0' })).toContain(
      'HELSE_KO_MINUTTER må være et helt tall fra 1 til 120',
    )
  })

  it('sender spor og tall bare når det er satt en adresse', () => {
    for (const adresse of ['http://127.0.0.1:4318', 'https://mottak.kommune.example/otlp'])
      expect(lesInnstillinger({ ...HEL, OTEL_EXPORTER_OTLP_ENDPOINT: adresse }).telemetri).toEqual({
        adresse,
      })
    for (const adresse of ['mottak:4318', 'grpc://mottak:4317', 'https://bruker:passord@mottak', 'https://'])
      expect(melding({ ...HEL, OTEL_EXPORTER_OTLP_ENDPOINT: adresse })).toContain(
        'OTEL_EXPORTER_OTLP_ENDPOINT må være en http- eller https-adresse',
      )
  })

  it('spør Graph bare når det er bedt om', () => {
    const { grafvalg } = lesInnstillinger({
      ...HEL,
      TEAMEIERE: 'graph',
      KALENDER_POSTKASSE: 'moter@oving.example',
      REFERATFILER: 'pa',
      PLANNER_PLAN: 'xqQg5FS2LkCp935s-FIFm2QAFkHM',
    })
    expect(grafvalg).toEqual({
      teameiere: true,
      postkasse: 'moter@oving.example',
      filer: true,
      plan: 'xqQg5FS2LkCp935s-FIFm2QAFkHM',
    })
    expect(melding({ ...HEL, KALENDER_POSTKASSE: 'moter' })).toContain('KALENDER_POSTKASSE må være')
    expect(melding({ ...HEL, PLANNER_PLAN: 'a/b' })).toContain('PLANNER_PLAN må være')
  })

  it('ser på alt som skrives i kanalene bare når det er bedt om', () => {
    expect(lesInnstillinger({ ...HEL, TAKT_PER_SEKUND: '25' }).perSekund).toBe(25)
    expect(melding({ ...HEL, TAKT_PER_SEKUND: '51' })).toContain(
      'TAKT_PER_SEKUND må være et helt tall fra 1 til 50',
    )
    expect(lesInnstillinger({ ...HEL, KANALVAKT: 'pa' }).kanalvakt).toBe(true)
    expect(lesInnstillinger({ ...HEL, KANALVAKT: 'av' }).kanalvakt).toBe(false)
    expect(melding({ ...HEL, KANALVAKT: 'ja' })).toContain('KANALVAKT må være av eller pa')
  })

  it.each([
    'DATABASE_URL',
    'APP_ID',
    'TENANT_ID',
    'APP_PASSWORD',
    'ADMINISTRATORER',
    'NOKKELHVELV',
    'LOGGANKER',
  ])('sier at %s mangler, på én linje', navn => {
    for (const verdi of [undefined, '', '   ']) {
      const sagt = melding({ ...HEL, [navn]: verdi })
      expect(sagt).toContain(`${navn} mangler`)
      expect(sagt).not.toContain('\n')
    }
  })

  it.each([
    ['NOKKELHVELV', 'http://annet.vault.azure.net/keys/navn'],
    ['NOKKELHVELV', 'https://annet.vault.azure.net/'],
    ['NOKKELHVELV', 'https://annet.vault.azure.net/secrets/navn'],
    // The version is chosen by the vault: one that is written down is never rotated.
    ['NOKKELHVELV', 'https://annet.vault.azure.net/keys/navn/0123456789abcdef'],
    ['NOKKELHVELV', 'mester-nokkel.json'],
    ['OFFENTLIG_ADRESSE', 'http://skolestotte.kommune.example'],
    ['OFFENTLIG_ADRESSE', 'https://skolestotte.kommune.example/bot'],
    ['OFFENTLIG_ADRESSE', 'skolestotte.kommune.example'],
    ['INNSPILL_DAGER_FOR', '-1'],
    ['INNSPILL_DAGER_FOR', '21'],
    ['INNSPILL_DAGER_FOR', '1,5'],
    ['INNSPILL_KLOKKE', '24:00'],
    ['PAMINNELSE_KLOKKE', '8'],
    ['PAMINNELSE_KLOKKE', '18:00'],
    ['STILLE_TID', '17-07'],
    ['LEDER_ETTER_DAGER', '0'],
    ['INNSPILL_KLOKKE', '9:00'],
    ['INNSPILL_KLOKKE', 'tolv'],
    ['ALDERSGRENSE', '9'],
    ['ALDERSGRENSE', '19'],
    ['ALDERSGRENSE', 'femten'],
    ['ALDERSGRENSE', '15,bup'],
    ['ALDERSGRENSE', '15,bup=5'],
    // A service nobody has: a slip of the key would lower the limit unseen.
    ['ALDERSGRENSE', '15,bupp=16'],
    ['UTEN_KANALKORT', 'innsatstem'],
    ['LAGRINGSDAGER', '14'],
    ['LAGRINGSDAGER', '3651'],
    ['LAGRINGSDAGER', 'evig'],
    ['LAGRINGSDAGER', '90.5'],
    ['SIKKERHETSKOPI_DAGER', '-1'],
    ['SIKKERHETSKOPI_DAGER', '366'],
    ['TEAMEIERE', 'på'],
    ['SKJEMA', 'kort'],
    ['PORT', '70000'],
    ['LOGGNIVA', 'alt'],
  ])('avslår %s=%s, og sier hvilken', (navn, verdi) => {
    const sagt = melding({ ...HEL, [navn]: verdi })
    expect(sagt).toMatch(new RegExp(`^Kan ikke starte\\. Sett miljøvariablene: ${navn} [^\n]*\\.$`))
    // It was set: what is wrong with it is another thing.
    expect(sagt).not.toContain('mangler')
    // In our own words, and without what was set, which may be a secret in the wrong place.
    expect(sagt).not.toMatch(/Invalid|Too (small|big)|expected|received/)
    if (verdi.length > 10) expect(sagt).not.toContain(verdi)
  })

  it('nevner alt som mangler på en gang', () => {
    const sagt = melding({})
    for (const navn of ['DATABASE_URL', 'APP_ID', 'TENANT_ID', 'NOKKELHVELV', 'LOGGANKER'])
      expect(sagt).toContain(navn)
  })

  it('tar sertifikat eller administrert identitet i stedet for passord', () => {
    const uten = { ...HEL, APP_PASSWORD: undefined }
    expect(melding({ ...uten, APP_SERTIFIKAT_AVTRYKK: 'AB', APP_SERTIFIKAT_NOKKEL: 'nøkkel' })).toBe('')
    expect(melding({ ...uten, APP_SERTIFIKAT_AVTRYKK: 'AB' })).toContain('APP_PASSWORD mangler')
    expect(melding({ ...uten, APP_SERTIFIKAT_AVTRYKK: 'AB' })).toContain('APP_SERTIFIKAT_NOKKEL mangler')
    expect(melding({ ...HEL, APP_SERTIFIKAT_NOKKEL: 'nøkkel' })).toContain('APP_SERTIFIKAT_AVTRYKK mangler')
    expect(melding({ ...uten, APP_TYPE: 'UserAssignedMsi' })).toBe('')
    expect(lesInnstillinger({ ...uten, APP_TYPE: 'UserAssignedMsi' }).medPassord).toBe(false)
    const sertifikat = { APP_SERTIFIKAT_AVTRYKK: 'AB', APP_SERTIFIKAT_NOKKEL: 'nøkkel' }
    expect(lesInnstillinger({ ...uten, ...sertifikat }).medPassord).toBe(false)
    expect(lesInnstillinger(HEL).medPassord).toBe(true)
    expect(melding({ ...HEL, APP_TYPE: 'UserAssignedMsi' })).toContain('APP_TYPE UserAssignedMsi er uten')
    for (const navn of ['APP_PASSWORD', 'APP_SERTIFIKAT_AVTRYKK', 'APP_SERTIFIKAT_NOKKEL'])
      expect(melding({ ...uten, APP_TYPE: 'UserAssignedMsi', [navn]: 'rest' })).not.toBe('')
  })

  it('logger inn i databasen med passord, eller med identiteten og uten noe annet i adressen', () => {
    const entra = { ...HEL, DATABASE_INNLOGGING: 'entra' }
    expect(lesInnstillinger(HEL).databaseMedToken).toBe(false)
    expect(lesInnstillinger(entra).databaseMedToken).toBe(true)
    for (const url of [
      'postgres://bot:hemmelig@vert.example/base',
      'postgres://bot@vert.example/base?sslmode=no-verify',
      'postgres://vert.example/base',
      'postgres://bot@:ugyldig',
    ]) {
      const sagt = melding({ ...entra, DATABASE_URL: url })
      expect(sagt).toContain('DATABASE_URL må være uten passord og valg når DATABASE_INNLOGGING er entra')
      expect(sagt).not.toContain('hemmelig')
    }
    expect(melding({ ...HEL, DATABASE_INNLOGGING: 'ad' })).toContain(
      'DATABASE_INNLOGGING må være passord eller entra',
    )
  })

  it('tar ikke en database som ikke er PostgreSQL', () => {
    expect(melding({ ...HEL, DATABASE_URL: 'file:./data' })).toContain(
      'DATABASE_URL må være en postgres://-adresse',
    )
  })
})
