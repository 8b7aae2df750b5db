import { describe, expect, it } from 'vitest'
import type { Demodeler } from '../../src/demo/demo.ts'
import { OVINGSGRAF } from '../../src/demo/ovingsgraf.ts'
import { kjorTur } from '../../src/demo/tur.ts'
import { lagGraf } from '../../src/graph/graf.ts'
import { type Kjorende, type Startvalg, startBot } from '../../src/main.ts'

const BREDDE = 92

async function enTur(start: (valg: Startvalg) => Promise<Kjorende> = startBot) {
  let ut = ''
  const deler: Demodeler = {
    startBot: start,
    lagGraf: ({ hentToken, baseUrl }) => lagGraf({ hentToken, baseUrl }, OVINGSGRAF),
  }
  const kode = await kjorTur(deler, { skriv: tekst => (ut += tekst), bredde: BREDDE, farge: false })
  return { kode, ut, steg: [...ut.matchAll(/^Steg (\d+) · /gm)].map(treff => Number(treff[1])) }
}

/** The bot as it is, but with something wrong in how it sends. */
function medFeil(plant: (bot: Kjorende) => void) {
  return async (valg: Startvalg) => {
    const bot = await startBot(valg)
    plant(bot)
    return bot
  }
}

describe('omvisningen', { timeout: 300_000 }, () => {
  it('spiller hele jobben, viser hvert steg og stopper alt den startet', async () => {
    let port = 0
    const { kode, ut, steg } = await enTur(
      medFeil(bot => {
        port = bot.port
      }),
    )
    expect(ut).not.toContain('feilet')
    expect(kode).toBe(0)
    expect(steg).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    expect(ut).toMatch(
      /Boten sendte \d+ meldinger og endret kort \d+ ganger, i alt [\d ]+ byte, med kalenderen\./,
    )
    expect(ut).toMatch(/Ingen av de \d+ tekstene som ble skrevet i skjemaer, finnes i noe av det/)
    expect(ut).toContain('Alle 60 steg gikk som de skulle.')
    expect(ut).toContain('(Klokka er nå fredag 27. november kl. 10.15)')
    expect(ut).not.toContain('\u001b')
    expect(ut.split('\n').filter(linje => linje.length > BREDDE)).toEqual([])
    await expect(fetch(`http://127.0.0.1:${port}/api/messages`)).rejects.toThrow()
  })

  it('navngir steget når en melding ikke kommer fram, med det som var ventet og det som kom', async () => {
    const { kode, ut, steg } = await enTur(
      medFeil(({ bot }) => {
        bot.levering.post = async ({ samtale }) => ({ samtale, aktivitet: 'borte' })
      }),
    )
    expect(kode).toBe(1)
    expect(steg).toEqual([1, 2, 3])
    expect(ut).toContain(`
Steg 3 feilet: Hege Helsesykepleier prøver å kalle inn selv
  Forventet: en ny melding i kanalen
  Kom:
    ingen melding
`)
  })

  it('stopper ved det første kortet som ikke er som det skal', async () => {
    const { kode, ut, steg } = await enTur(valg => startBot({ ...valg, oving: false }))
    expect(kode).toBe(1)
    expect(steg).toEqual([1])
    expect(ut).toContain('Steg 1 feilet: Sara Sosiallærer kaller inn til innsatsteam')
    expect(ut).toContain('Forventet: «Øving. Alle barn og saker er oppdiktet.» på kortet')
  })

  it('stopper ved et kort i kanalen som sier mer enn at møtet finnes', async () => {
    const { kode, ut, steg } = await enTur(
      medFeil(({ bot }) => {
        const nyTrad = bot.levering.nyTrad
        bot.levering.nyTrad = (til, melding) =>
          nyTrad(til, {
            ...melding,
            kort: JSON.parse(JSON.stringify(melding.kort).replace('1 sak', 'K7F3 · 1 sak')),
          })
      }),
    )
    expect(kode).toBe(1)
    expect(steg).toEqual([1])
    expect(ut).toContain('Steg 1 feilet: Sara Sosiallærer kaller inn til innsatsteam')
    expect(ut).toContain('Forventet: at «K7F3» ikke står der')
  })

  it('stopper ved en avtale i kalenderen som sier hvilken sak det gjelder', async () => {
    const { kode, ut, steg } = await enTur(valg => {
      const kalender = valg.graf?.kalender
      if (kalender === undefined) throw new Error('ingen kalender')
      const opprett: typeof kalender.opprett = (nokkel, mote) =>
        kalender.opprett(nokkel, { ...mote, emne: `${mote.emne} K7F3` })
      return startBot({ ...valg, graf: { ...valg.graf, kalender: { ...kalender, opprett } } })
    })
    expect(kode).toBe(1)
    expect(steg).toEqual([1, 2])
    expect(ut).toContain('Steg 2 feilet: Møtet står i kalenderen')
    expect(ut).toContain('Forventet: at «K7F3» ikke står der')
  })

  it('finner sakstekst som er sendt ut, også en del av en tekst', async () => {
    const { kode, ut, steg } = await enTur(
      medFeil(({ bot }) => {
        const post = bot.levering.post
        bot.levering.post = (til, melding) =>
          post(til, { ...melding, tekst: 'Om: Familien må flytte, før jul' })
      }),
    )
    expect(kode).toBe(1)
    expect(steg).toHaveLength(57)
    expect(ut).toContain('Steg 57 feilet: Er noe av det de skrev, sendt ut i Teams?')
    expect(ut).toContain('«familien må flytte før»')
    expect(ut).not.toContain('gikk som de skulle')
  })

  it('sier fra når boten ikke starter', async () => {
    const { kode, ut } = await enTur(() => Promise.reject(new Error('opptatt')))
    expect({ kode, ut }).toEqual({ kode: 1, ut: '\nOmvisningen kom ikke i gang: opptatt\n' })
  })
})
