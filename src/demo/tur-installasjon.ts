import { iChatten, KANAL, type Tur } from './tur-steg.ts'

/** A Monday, before anybody at the school has used the bot. */
export const NY_SKOLE = '2026-11-23T09:00'

/** The same school before it was set up: from the app in the team to the first meeting. */
export async function enNySkole(tur: Tur): Promise<void> {
  const { sara } = tur.folk

  const velkommen = await tur.steg(`En ny skole: ${sara.navn} legger appen til i teamet sitt`, async () => {
    await tur.leggTil(sara)
    const kort = await tur.kom(sara.chat, 'Sett opp skolen')
    tur.viser(iChatten(sara), kort, { star: ['Skolestøtte er lagt til i Fjordvik skole'] })
    tur.komIkke(KANAL)
    return kort
  })

  await tur.steg('Tre trykk senere er det første møtet kalt inn', async () => {
    const skole = await tur.trykk(sara, velkommen, 'Sett opp skolen')
    tur.viser(sara, skole, { linjer: 8, star: ['Sett opp skolen'] })
    const roller = await tur.trykk(sara, skole, 'Lagre')
    tur.viser(sara, roller, {
      linjer: 4,
      ogsa: [
        [/^ *[A-ZÆØÅ]\S+ \S+$/, 1],
        [/\(•\)/, 1],
      ],
      star: ['Skolen er satt opp.', 'Ingen kan gi seg selv en rolle'],
    })
    const ferdig = await tur.trykk(sara, roller, 'Gi rollene og kall inn møtet')
    tur.viser(sara, ferdig, {
      star: ['5 roller er gitt.', 'Møtet er kalt inn: torsdag 3. desember kl. 09.00.'],
    })
  })

  await tur.steg('Agendaen står i kanalen, og møtet i kalenderen', async () => {
    tur.viser('I kanalen kommer', await tur.kom(KANAL, 'Meld sak'), {
      star: ['Torsdag 3. desember 2026 kl. 09.00–10.30'],
    })
    tur.viser('I kalenderen står', await tur.kalenderen('2026-12-03'), {
      star: ['Innsatsteam, Fjordvik skole', 'Privat · Teams-møte'],
    })
  })
}
