import { describe, expect, it } from 'vitest'
import { Innstillingsfeil, lesInnstillinger } from '../src/config.ts'

const HEL = {
  DATABASE_URL: 'postgres://bot@127.0.0.1/skolestotte',
  APP_ID: '11111111-1111-4111-8111-111111111111',
  TENANT_ID: 'AAAAAAAA-1111-4111-8111-111111111111',
  APP_PASSWORD: 'ikke-ekte',
  ADMINISTRATORER: 'abc',
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
    expect(lest.innspillsfrist).toEqual({ arbeidsdagerFor: 1, klokke: '12:00' })
  })

  it.each(['DATABASE_URL', 'APP_ID', 'TENANT_ID', 'APP_PASSWORD', 'ADMINISTRATORER'])(
    'sier at %s mangler, på én linje',
    navn => {
      const sagt = melding({ ...HEL, [navn]: undefined })
      expect(sagt).toContain(`${navn} mangler`)
      expect(sagt).not.toContain('\n')
    },
  )

  it('nevner alt som mangler på en gang', () => {
    const sagt = melding({})
    for (const navn of ['DATABASE_URL', 'APP_ID', 'TENANT_ID']) expect(sagt).toContain(navn)
  })

  it('tar sertifikat eller administrert identitet i stedet for passord', () => {
    const uten = { ...HEL, APP_PASSWORD: undefined }
    expect(melding({ ...uten, APP_SERTIFIKAT_AVTRYKK: 'AB', APP_SERTIFIKAT_NOKKEL: 'nøkkel' })).toBe('')
    expect(melding({ ...uten, APP_SERTIFIKAT_AVTRYKK: 'AB' })).toContain('APP_PASSWORD mangler')
    expect(melding({ ...uten, APP_TYPE: 'UserAssignedMsi' })).toBe('')
  })

  it('tar ikke en database som ikke er PostgreSQL', () => {
    expect(melding({ ...HEL, DATABASE_URL: 'file:./data' })).toContain(
      'DATABASE_URL må være en postgres://-adresse',
    )
  })
})
