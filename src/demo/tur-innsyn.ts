import type { Skjerm } from './scene.ts'
import { FINNES_IKKE, iChatten, type Tur } from './tur-steg.ts'

const INNSYN = '2026-12-10T09:00'

/** The parents ask for everything that is stored, and then that it is deleted. */
export async function innsynOgSletting(tur: Tur, oppgave: Skjerm): Promise<void> {
  const { sara, rolf, frida } = tur.folk

  const saken = await tur.steg(
    `Foreldrene vil se alt om K7F3, og ${rolf.navn} laster det ned`,
    async () => {
      await tur.skriv(rolf, '/sak K7F3', 'chat')
      const apnet = await tur.trykk(rolf, await tur.kom(rolf.chat, 'Åpne saken'), 'Åpne saken')
      const lenke = await tur.trykk(rolf, apnet, 'Last ned alt om saken')
      tur.viser(rolf, lenke, { star: ['Lenken virker én gang'] })
      const fil = await tur.hent(lenke, 'Last ned', 'Rolf laster det ned.')
      tur.viser('I fila står', fil, {
        linjer: 11,
        ogsa: [
          [/^Endringer i samtykket$/, 2],
          [/^Hvem har gjort hva$/, 4],
        ],
        star: ['Alt som er lagret om K7F3', 'Morgensamtalene har gitt færre fraværsdager.'],
      })
      const igjen = await tur.hent(lenke, 'Last ned', 'Noen prøver den samme lenken en gang til.')
      tur.viser('Da står det', igjen, { star: ['Lenken er brukt'], ikke: ['K7F3'] })
      return apnet
    },
    INNSYN,
  )

  await tur.steg(`Foreldrene vil ha saken slettet, og ${rolf.navn} gjør det`, async () => {
    const skjema = await tur.trykk(rolf, saken, 'Slett saken')
    tur.viser(rolf, skjema, { star: ['Slett K7F3'] })
    const kvittering = await tur.trykk(rolf, skjema, 'Slett for godt', { arkivert: 'true' })
    tur.viser(rolf, kvittering, { star: ['K7F3 er slettet'] })
    tur.viser(iChatten(sara), await tur.kom(sara.chat), { linjer: 1, star: ['K7F3 er slettet'] })
  })

  await tur.steg('Etterpå finnes ikke K7F3 for noen', async () => {
    tur.viser(
      `Den første meldingen i chatten til ${frida.person.fornavn} er nå`,
      tur.slikDetNaStar(oppgave),
      {
        star: ['K7F3 er slettet.'],
      },
    )
    tur.viser(rolf, await tur.trykk(rolf, saken, 'Last ned alt om saken'), { star: [FINNES_IKKE] })
    await tur.skriv(sara, '/sak K7F3', 'chat')
    tur.viser(iChatten(sara), await tur.kom(sara.chat), { star: [FINNES_IKKE] })
  })
}
