import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { knapper } from '../src/demo/kort-som-tekst.ts'
import { OVING, ovingsId } from '../src/demo/ovingskommune.ts'
import { type Skjerm, skjermtekst } from '../src/demo/scene.ts'
import { begynnPaNytt, fraNaAv, somTekst } from './bygg/rader.ts'
import { EN_SAK, ET_SAMTYKKE, etInnkaltMote, etTestbot, type Testbot } from './bygg/testbot.ts'

let b: Testbot
beforeAll(async () => {
  b = await etTestbot()
})
beforeEach(() => begynnPaNytt(b))
afterAll(() => b.stopp())

type Hvem = Testbot['sara']
const alle = (bot: Testbot): Hvem[] => [bot.sara, bot.rolf, bot.siri, bot.hege, bot.frida, bot.odd]

async function gaTil(tid: string, bot: Testbot = b) {
  await bot.send()
  bot.settTid(tid)
  await bot.send()
}

/** Who got a message that says this, once for each. */
const mottakere = (nye: ReturnType<typeof fraNaAv>, hva: RegExp, bot: Testbot = b) =>
  nye()
    .filter(m => m.slag === 'ny' && hva.test(somTekst([m])))
    .map(m => alle(bot).find(hvem => hvem.chat === m.conversationId)?.navn ?? m.conversationId)

const UTLOPER = /Samtykket i \w{4} gjelder til/
const ALDER = /Nå trengs barnets eget svar/
const INNHENT = /Innhent samtykke i/

/** Hege's case, and a consent for it that Frida has obtained; Sara writes it down. */
async function medSamtykke(fyll: Record<string, string> = {}, bot: Testbot = b) {
  const agenda = await etInnkaltMote(bot)
  const meldt = await bot.hege.trykker(await bot.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
  const ref = /meldt som Sak 2, (\w{4})/.exec(skjermtekst(meldt))?.[1] ?? ''
  const { id } = await bot.bot.ktx.db
    .selectFrom('sak')
    .select('id')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow()
  await registrerer(agenda, id, { innhentetAv: ovingsId(bot.frida.person), ...fyll }, bot)
  return { agenda, ref, sak: id }
}

async function registrerer(
  agenda: Skjerm,
  sak: string,
  fyll: Record<string, string> = {},
  bot: Testbot = b,
  hvem: Hvem = bot.sara,
) {
  const skjema = await hvem.sender(agenda, 'samtykke.skjema', { sak })
  const svar = await hvem.trykker(skjema, 'Registrer samtykke', { ...ET_SAMTYKKE, ...fyll })
  expect(skjermtekst(svar)).toContain('er registrert')
}

describe('samtykket som går ut', () => {
  it('varsles 30 og 7 dager før, til den som innhentet det og ingen andre', async () => {
    const { ref } = await medSamtykke({ gyldigTil: '2027-01-15' })
    const nye = fraNaAv(b)
    await gaTil('2026-12-16T07:59')
    expect(mottakere(nye, UTLOPER)).toEqual([])
    await gaTil('2026-12-16T08:00')
    expect(mottakere(nye, UTLOPER)).toEqual(['Frida Fagkonsulent'])
    await gaTil('2027-01-08T07:59')
    expect(mottakere(nye, UTLOPER)).toHaveLength(1)
    await gaTil('2027-01-08T08:00')
    expect(mottakere(nye, UTLOPER)).toEqual(['Frida Fagkonsulent', 'Frida Fagkonsulent'])
    await gaTil('2027-01-20T08:00')
    expect(mottakere(nye, UTLOPER)).toHaveLength(2)
    const [varsel] = nye(b.frida.chat).filter(m => UTLOPER.test(somTekst([m])))
    expect(somTekst(varsel === undefined ? [] : [varsel])).toContain(
      `Samtykket i ${ref} gjelder til fredag 15. januar. Spør på nytt i god tid; ellers blir saken anonym.`,
    )
    const kort = await b.scene.visning(b.frida.chat, 'Åpne saken')
    expect(skjermtekst(await b.frida.trykker(kort, 'Åpne saken'))).toContain(`Sak ${ref}`)
  })

  it.each([
    ['2026-12-20', 1],
    ['2026-11-28', 0],
    ['2026-11-21', 0],
  ])('til %s varsles bare så langt det er tid til', async (gyldigTil, antall) => {
    await medSamtykke({ gyldigTil })
    const nye = fraNaAv(b)
    for (const dag of ['2026-11-22', '2026-12-13', '2026-12-14', '2026-12-21']) await gaTil(`${dag}T08:01`)
    expect(mottakere(nye, UTLOPER)).toHaveLength(antall)
  })

  it('varsles ikke når det er trukket', async () => {
    const { agenda, sak } = await medSamtykke({ gyldigTil: '2027-01-15' })
    await b.rolf.sender(agenda, 'samtykke.trekk', { sak })
    const nye = fraNaAv(b)
    for (const dag of ['2026-12-16', '2027-01-08', '2027-01-16']) await gaTil(`${dag}T08:01`)
    expect(mottakere(nye, UTLOPER)).toEqual([])
  })

  it('varsles når det bare er trukket for én tjeneste: resten står', async () => {
    const { agenda, sak } = await medSamtykke({ gyldigTil: '2027-01-15' })
    await b.rolf.sender(agenda, 'samtykke.trekk', { sak, tjeneste: 'oslohjelpa' })
    const nye = fraNaAv(b)
    await gaTil('2026-12-16T08:01')
    expect(mottakere(nye, UTLOPER)).toEqual(['Frida Fagkonsulent'])
  })

  it('varsles ikke mer når det første varselet er sendt og det så trekkes', async () => {
    const { agenda, sak } = await medSamtykke({ gyldigTil: '2027-01-15' })
    const nye = fraNaAv(b)
    await gaTil('2026-12-16T08:01')
    await b.sara.sender(agenda, 'samtykke.trekk', { sak })
    await gaTil('2027-01-08T08:01')
    expect(mottakere(nye, UTLOPER)).toHaveLength(1)
  })

  it('har en ny plan når det er registrert på nytt med en ny dato, og et nytt navn', async () => {
    const { agenda, sak } = await medSamtykke({ gyldigTil: '2027-01-15' })
    await registrerer(agenda, sak, { gyldigTil: '2027-02-05', innhentetAv: ovingsId(b.siri.person) })
    const nye = fraNaAv(b)
    await gaTil('2026-12-16T08:01')
    expect(mottakere(nye, UTLOPER)).toEqual([])
    await gaTil('2027-01-06T08:01')
    expect(mottakere(nye, UTLOPER)).toEqual(['Siri Sosialagent'])
    await gaTil('2027-01-08T08:01')
    await gaTil('2027-01-29T08:01')
    expect(mottakere(nye, UTLOPER)).toEqual(['Siri Sosialagent', 'Siri Sosialagent'])
  })

  it('varsles på nytt for den nye datoen når det fornyes etter det første varselet', async () => {
    const { agenda, sak } = await medSamtykke({ gyldigTil: '2026-12-31' })
    const nye = fraNaAv(b)
    await gaTil('2026-12-01T08:01')
    expect(mottakere(nye, UTLOPER)).toHaveLength(1)
    await registrerer(agenda, sak, { gyldigTil: '2027-01-31' })
    await gaTil('2026-12-24T08:01')
    expect(mottakere(nye, UTLOPER)).toHaveLength(1)
    await gaTil('2027-01-01T08:01')
    expect(mottakere(nye, UTLOPER)).toHaveLength(2)
  })

  it('varsler ikke en som har sluttet, og ingen får det i stedet uten grunn', async () => {
    await medSamtykke({ gyldigTil: '2027-01-15' })
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.frida.person)).execute()
    const nye = fraNaAv(b)
    await gaTil('2026-12-16T08:01')
    expect(mottakere(nye, UTLOPER)).not.toContain('Frida Fagkonsulent')
    for (const navn of mottakere(nye, UTLOPER))
      expect(['Sara Sosiallærer', 'Rolf Rektor', 'Hege Helsesykepleier']).toContain(navn)
  })
})

describe('dagen etter den siste', () => {
  const lampen = async (hvem: Hvem, ref: string) =>
    /[●▲■] (\S+):/.exec(
      skjermtekst(await hvem.ser(await b.scene.agenda()))
        .split('\n')
        .find(l => l.includes(ref)) ?? '',
    )?.[1]
  const iKanalen = (nye: ReturnType<typeof fraNaAv>) => nye(OVING.kanal.id).map(m => m.slag)

  it('endres kortene av seg selv ved midnatt, og lampen er gul for alle', async () => {
    const { agenda, ref, sak } = await medSamtykke({ gyldigTil: '2026-11-25' })
    await b.hege.sender(agenda, 'sak.apenhet', { sak, apen: true })
    await gaTil('2026-11-25T23:59:59')
    for (const hvem of alle(b)) expect(await lampen(hvem, ref)).toBe('Grønn')
    const nye = fraNaAv(b)
    await gaTil('2026-11-26T00:00:30')
    expect(iKanalen(nye)).toEqual(['endret'])
    expect(nye().filter(m => m.slag === 'ny')).toEqual([])
    for (const hvem of alle(b)) expect(await lampen(hvem, ref)).toBe('Gul')
    expect(skjermtekst(await b.sara.sender(agenda, 'sak.vis', { sak }))).toContain('Samtykket er utløpt.')
  })

  it('endres ingenting når samtykket er fornyet i tide, eller alt var trukket', async () => {
    const { agenda, ref, sak } = await medSamtykke({ gyldigTil: '2026-11-24' })
    await b.hege.sender(agenda, 'sak.apenhet', { sak, apen: true })
    await registrerer(agenda, sak, { gyldigTil: '2027-06-30' })
    await gaTil('2026-11-24T23:59:59')
    const nye = fraNaAv(b)
    await gaTil('2026-11-25T00:01')
    expect(iKanalen(nye)).toEqual([])
    expect(await lampen(b.odd, ref)).toBe('Grønn')
    await registrerer(agenda, sak, { gyldigTil: '2026-11-25' })
    await b.sara.sender(agenda, 'samtykke.trekk', { sak })
    await gaTil('2026-11-25T23:59')
    const etter = fraNaAv(b)
    await gaTil('2026-11-26T00:01')
    expect(iKanalen(etter)).toEqual([])
  })

  it('tas det igjen når boten har vært nede over midnatt', async () => {
    const { agenda, ref, sak } = await medSamtykke({ gyldigTil: '2026-11-24' })
    await b.hege.sender(agenda, 'sak.apenhet', { sak, apen: true })
    await gaTil('2026-11-24T12:00')
    const nye = fraNaAv(b)
    await gaTil('2026-11-25T06:30')
    expect(iKanalen(nye)).toEqual(['endret'])
    expect(await lampen(b.odd, ref)).toBe('Gul')
  })
})

describe('barnets eget svar', () => {
  it('spørres det om den første i måneden, hos den som meldte saken og ingen andre', async () => {
    const { agenda, ref, sak } = await medSamtykke({ fodt: '12.2011' })
    await b.hege.sender(agenda, 'sak.apenhet', { sak, apen: true })
    const nye = fraNaAv(b)
    await gaTil('2026-12-01T07:59')
    expect(mottakere(nye, ALDER)).toEqual([])
    await gaTil('2026-12-01T08:00')
    expect(mottakere(nye, ALDER)).toEqual(['Hege Helsesykepleier'])
    const kort = somTekst(nye(b.hege.chat).filter(m => ALDER.test(somTekst([m]))))
    expect(kort).toContain(`${ref}: Nå trengs barnets eget svar.`)
    expect(kort).not.toMatch(/\d\d år|15|2011|desember|født/i)
    expect(skjermtekst(await b.sara.sender(agenda, 'sak.vis', { sak }))).toContain(
      'Barnets eget svar mangler.',
    )
    await gaTil('2027-01-01T08:00')
    await gaTil('2027-01-04T08:00')
    expect(mottakere(nye, ALDER)).toHaveLength(1)
  })

  it.each([
    ['ja', 'ja'],
    ['nei', 'nei'],
  ])('spørres det ikke om når det er svart %s', async (_, ungdom) => {
    const { agenda, sak } = await medSamtykke({ fodt: '12.2011' })
    await registrerer(agenda, sak, { fodt: '12.2011', ungdom })
    const nye = fraNaAv(b)
    await gaTil('2026-12-01T08:00')
    expect(mottakere(nye, ALDER)).toEqual([])
  })

  it('spørres det ikke om når samtykket er trukket, eller fødselsmåneden er rettet', async () => {
    const { agenda, sak } = await medSamtykke({ fodt: '12.2011' })
    await registrerer(agenda, sak, { fodt: '12.2012' })
    const nye = fraNaAv(b)
    await gaTil('2026-12-01T08:00')
    expect(mottakere(nye, ALDER)).toEqual([])
    await registrerer(agenda, sak, { fodt: '1.2012' })
    await b.sara.sender(agenda, 'samtykke.trekk', { sak })
    await gaTil('2027-01-01T08:00')
    expect(mottakere(nye, ALDER)).toEqual([])
  })

  it('får ikke den som har sluttet i teamet', async () => {
    await medSamtykke({ fodt: '12.2011' })
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.hege.person)).execute()
    const nye = fraNaAv(b)
    await gaTil('2026-12-01T08:00')
    expect(mottakere(nye, ALDER)).not.toContain('Hege Helsesykepleier')
  })

  it('følger kommunens egne grenser, én gang for hver', async () => {
    const egne = await etTestbot({ valg: { aldersgrense: { standard: 15, bup: 16 } } })
    try {
      await medSamtykke({ fodt: '12.2010' }, egne)
      const nye = fraNaAv(egne)
      await gaTil('2026-12-01T08:00', egne)
      expect(mottakere(nye, ALDER, egne)).toEqual(['Hege Helsesykepleier'])
    } finally {
      await egne.stopp()
    }
  })
})

describe('«Minn om å innhente»', () => {
  async function hegesSak() {
    const agenda = await etInnkaltMote(b)
    const meldt = await b.hege.trykker(await b.hege.trykker(agenda, 'Meld sak'), 'Send', EN_SAK)
    const ref = /meldt som Sak 2, (\w{4})/.exec(skjermtekst(meldt))?.[1] ?? ''
    const { id: sak } = await b.bot.ktx.db
      .selectFrom('sak')
      .select('id')
      .where('ref', '=', ref)
      .executeTakeFirstOrThrow()
    return { agenda, ref, sak }
  }

  it('går til den som meldte saken og ingen andre, én gang om dagen', async () => {
    const { agenda, ref, sak } = await hegesSak()
    const nye = fraNaAv(b)
    for (const hvem of [b.sara, b.rolf, b.sara]) {
      const kort = await hvem.sender(agenda, 'sak.vis', { sak })
      const svar = await hvem.trykker(kort, 'Minn om å innhente')
      expect(skjermtekst(svar)).toContain('Den som meldte saken, får en påminnelse i chatten.')
    }
    await gaTil('2026-11-21T23:00')
    expect(mottakere(nye, INNHENT)).toEqual(['Hege Helsesykepleier'])
    expect(somTekst(nye(b.hege.chat))).toContain(
      `Innhent samtykke i ${ref}: Spør foreldrene, og gi svaret til sosiallærer, som registrerer det.`,
    )
    await gaTil('2026-11-22T08:00')
    await b.rolf.sender(agenda, 'samtykke.be-om', { sak })
    await b.send()
    expect(mottakere(nye, INNHENT)).toEqual(['Hege Helsesykepleier', 'Hege Helsesykepleier'])
  })

  it('er ikke for andre enn dem som registrerer samtykke', async () => {
    const { agenda, sak } = await hegesSak()
    const nye = fraNaAv(b)
    for (const hvem of [b.hege, b.siri, b.frida, b.odd])
      expect(skjermtekst(await hvem.sender(agenda, 'samtykke.be-om', { sak }))).toContain(
        'Bare rektor og sosiallærer kan registrere samtykke.',
      )
    await b.send()
    expect(mottakere(nye, INNHENT)).toEqual([])
  })

  it('er ikke å trykke på når samtykket er gitt, men igjen når det er trukket', async () => {
    const { agenda, sak } = await medSamtykke()
    const titler = async () =>
      knapper((await b.sara.sender(agenda, 'sak.vis', { sak })).kort).map(k => k.tittel)
    expect(await titler()).not.toContain('Minn om å innhente')
    await b.sara.sender(agenda, 'samtykke.trekk', { sak })
    expect(await titler()).toContain('Minn om å innhente')
  })

  it('går ikke til en som har sluttet', async () => {
    const { agenda, sak } = await hegesSak()
    await b.bot.ktx.db.deleteFrom('rolle').where('person', '=', ovingsId(b.hege.person)).execute()
    const nye = fraNaAv(b)
    await b.sara.sender(agenda, 'samtykke.be-om', { sak })
    await b.send()
    expect(mottakere(nye, INNHENT)).toEqual([])
  })
})

describe('det som står i en melding', () => {
  it('er aldri alder, fødselsmåned eller tekst, hva som enn varsles', async () => {
    const fra = b.kobling.meldinger.length
    const { agenda, ref, sak } = await medSamtykke({ fodt: '12.2011', gyldigTil: '2027-01-15' })
    await b.hege.sender(agenda, 'sak.apenhet', { sak, apen: true })
    await b.sara.sender(agenda, 'samtykke.historikk', { sak })
    for (const tid of ['2026-12-01T08:00', '2026-12-16T08:00', '2027-01-08T08:00', '2027-01-16T08:00'])
      await gaTil(tid)
    await b.rolf.sender(agenda, 'samtykke.be-om', { sak })
    await gaTil('2027-01-16T09:00')
    const bytes = JSON.stringify(b.kobling.meldinger.slice(fra).map(m => m.versjoner))
    for (const sagt of [UTLOPER, ALDER, INNHENT]) expect(bytes).toMatch(sagt)
    expect(bytes).toContain(ref)
    // The month as it was typed, as it is stored, and as it would be written out.
    expect(bytes).not.toMatch(/12\.2011|2011-12|desember 2011|2011/)
    expect(bytes).not.toMatch(/\b1[0-9] år|femten|fylle|født|fødsels|alder\b/i)
    for (const tekst of [EN_SAK.beskrivelse, EN_SAK.onsker, EN_SAK.provd, EN_SAK.sporsmal])
      expect(bytes).not.toContain(tekst)
    expect(bytes).not.toMatch(/forelder|reservert|Barnevernet"?:? ja/i)
  })
})
