import { describe, expect, it } from 'vitest'
import { lesPakkeinnstillinger } from '../../src/apppakke/pakkeinnstillinger.ts'
import { PAKKEMILJO } from '../bygg/apppakke.ts'

const ID = 'må være en id som 00000000-0000-0000-0000-000000000000'
const ADRESSE = 'må være botens https-adresse på nettet, uten sti'
const SIDE = 'må være en https-adresse, som https://www.kommunen.no/side'
const VERSJON = 'må være tre tall, som 1.0.1, og minst 1.0.0'

describe('innstillingene til apppakken', () => {
  it.each([
    ['APP_ID', 'boten', ID],
    ['PAKKE_ID', '1', ID],
    ['OFFENTLIG_ADRESSE', 'http://bot.example', ADRESSE],
    ['OFFENTLIG_ADRESSE', 'https://bot.example/', ADRESSE],
    ['OFFENTLIG_ADRESSE', 'https://bot.example?x', ADRESSE],
    ['OFFENTLIG_ADRESSE', 'https://a@bot.example', ADRESSE],
    ['OFFENTLIG_ADRESSE', 'https://localhost', ADRESSE],
    ['OFFENTLIG_ADRESSE', 'https://10.0.0.4', ADRESSE],
    ['OFFENTLIG_ADRESSE', 'https://[::1]', ADRESSE],
    ['OFFENTLIG_ADRESSE', 'bot.example', ADRESSE],
    ['PAKKE_UTGIVER', 'x'.repeat(33), 'kan ha høyst 32 tegn'],
    ['PAKKE_NETTSTED', 'www.ovingskommunen.example', SIDE],
    ['PAKKE_PERSONVERN', 'http://www.ovingskommunen.example', SIDE],
    ['PAKKE_VILKAR', 'vilkår', SIDE],
    ['PAKKE_VERSJON', '0.9.1', VERSJON],
    ['PAKKE_VERSJON', '1.0', VERSJON],
    ['KANALVAKT', 'ja', 'må være av eller pa'],
  ])('%s kan ikke være «%s»', (navn, verdi, grunn) => {
    expect(() => lesPakkeinnstillinger({ ...PAKKEMILJO, [navn]: verdi })).toThrow(
      `Apppakken kan ikke lages før miljøvariablene er på plass: ${navn} ${grunn}.`,
    )
  })

  it('nevner alt som mangler, i én setning', () => {
    expect(() => lesPakkeinnstillinger({ APP_ID: ' ' })).toThrow(
      'Apppakken kan ikke lages før miljøvariablene er på plass: APP_ID mangler; OFFENTLIG_ADRESSE mangler; PAKKE_UTGIVER mangler; PAKKE_NETTSTED mangler; PAKKE_PERSONVERN mangler.',
    )
  })

  it('tar et tomt valgfritt felt som ikke satt', () => {
    const uten = lesPakkeinnstillinger(PAKKEMILJO)
    expect(uten).toMatchObject({
      PAKKE_ID: PAKKEMILJO.APP_ID,
      PAKKE_VILKAR: PAKKEMILJO.PAKKE_NETTSTED,
      PAKKE_VERSJON: undefined,
      KANALVAKT: false,
    })
    const tomme = { PAKKE_ID: '', PAKKE_VILKAR: ' ', PAKKE_VERSJON: '', KANALVAKT: '' }
    expect(lesPakkeinnstillinger({ ...PAKKEMILJO, ...tomme })).toEqual(uten)
  })

  it('skriver et vertsnavn med æ, ø og å slik nettet gjør', () => {
    const { VERT } = lesPakkeinnstillinger({ ...PAKKEMILJO, OFFENTLIG_ADRESSE: 'https://Støtte.example' })
    expect(VERT).toBe('xn--sttte-wua.example')
  })
})
